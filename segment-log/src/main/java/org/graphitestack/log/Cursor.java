// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// How far one reader got, on disk: two slots written in turn, so that a torn write leaves the
/// other. Guarded by the log's lock.
final class Cursor implements AutoCloseable {
  private final String reader;
  private final PositionalFile file;
  private final ByteBuffer slot = ByteBuffer.allocateDirect(LogLayout.SLOT_BYTES);
  private long turn;
  private long position;
  private long point;
  private boolean taken;

  private Cursor(String reader, PositionalFile file, long turn, long position, long point) {
    this.reader = reader;
    this.file = file;
    this.turn = turn;
    this.position = position;
    this.point = point;
  }

  /// Makes a cursor where there was none, or where the old one can't be read.
  static Cursor create(String reader, Path path, long position, long point, long now)
      throws IOException {
    PositionalFile file = PositionalFile.open(path, StandardOpenOption.CREATE);
    try {
      Cursor cursor = new Cursor(reader, file, 0, position, point);
      cursor.moveTo(position, point, now);
      cursor.moveTo(position, point, now);
      return cursor;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /// Whether the file holds a slot that can be read.
  static boolean isSound(Path path) throws IOException {
    return read(path) != null;
  }

  /// What the file says; null if no slot of it can be read. Changes nothing.
  static LogLayout.@Nullable Slot read(Path path) throws IOException {
    return newest(path, ByteBuffer.wrap(Files.readAllBytes(path)));
  }

  /// Opens a cursor that [#isSound].
  static Cursor open(String reader, Path path) throws IOException {
    LogLayout.Slot newest = read(path);
    if (newest == null) {
      throw new IOException(path + ": no slot can be read");
    }
    return new Cursor(
        reader, PositionalFile.open(path), newest.turn(), newest.position(), newest.point());
  }

  private static LogLayout.@Nullable Slot newest(Path path, ByteBuffer bytes) throws IOException {
    LogLayout.Slot newest = null;
    for (int at = 0; at + LogLayout.SLOT_BYTES <= bytes.limit(); at += LogLayout.SLOT_BYTES) {
      ByteBuffer slot = bytes.slice(at, LogLayout.SLOT_BYTES);
      if (!LogLayout.isSlot(slot)) {
        continue;
      }
      if (LogLayout.version(slot) != LogLayout.VERSION) {
        throw new IOException(
            path
                + ": version "
                + LogLayout.version(slot)
                + " at offset "
                + (at + 8)
                + " (expected: "
                + LogLayout.VERSION
                + ")");
      }
      LogLayout.Slot read = LogLayout.readSlot(slot);
      if (read.position() >= 0 && (newest == null || read.turn() > newest.turn())) {
        newest = read;
      }
    }
    return newest;
  }

  /// Moves, in memory even if the write fails.
  void moveTo(long newPosition, long newPoint, long now) throws IOException {
    position = newPosition;
    point = newPoint;
    turn++;
    slot.clear();
    LogLayout.slot(slot, new LogLayout.Slot(turn, newPosition, newPoint, now));
    file.write(slot, (turn & 1) * LogLayout.SLOT_BYTES);
  }

  void force() throws IOException {
    file.force();
  }

  /// Says, without writing, which point the position stands at, when that is known better than at
  /// the last write.
  void correctPoint(long known) {
    point = known;
  }

  String reader() {
    return reader;
  }

  long position() {
    return position;
  }

  long point() {
    return point;
  }

  /// Gives the cursor to one reader.
  ///
  /// @return whether no other reader has it
  boolean take() {
    if (taken) {
      return false;
    }
    taken = true;
    return true;
  }

  void giveBack() {
    taken = false;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
