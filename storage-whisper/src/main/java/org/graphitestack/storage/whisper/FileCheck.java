// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graphitestack.storage.CorruptSeriesException;

/// Looks for damage in a whisper file that a fetch may not notice, and mends what can be mended
/// without guessing:
///
/// | damage | mended by |
/// |---|---|
/// | the file ends before its last slot | zeros: what is missing becomes unknown |
/// | bytes behind the last slot | cutting them off |
/// | another longest retention than the archives have | writing the right one |
/// | slot 0 of an archive says another base than most slots do | that base; slot 0 becomes unknown |
///
/// A file of go-carbon's compressed kind counts as sound. A header that makes no sense, or archives
/// that overlap, cannot be mended.
public final class FileCheck {

  /// Written slots of an archive that must agree on another base before it is believed.
  private static final int WITNESSES = 3;

  private FileCheck() {}

  /// Something wrong with a file.
  ///
  /// @param text where, what was found, what was expected
  /// @param repairable whether [#repair] mends it
  public record Damage(String text, boolean repairable) {

    static Damage at(long offset, String found, String expected, boolean repairable) {
      return new Damage(
          "at byte " + offset + ": " + found + " (expected: " + expected + ")", repairable);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /// Everything that is wrong with a file; empty if nothing is.
  public static List<Damage> look(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new Look(file, channel).damages();
    }
  }

  /// Mends what can be mended, in place: of a copy, or with nobody else writing.
  ///
  /// @return whether nothing wrong is left
  public static boolean repair(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var look = new Look(file, channel);
      if (look.damages().stream().anyMatch(damage -> !damage.repairable())) {
        return false;
      }
      look.repair();
      channel.force(true);
      return new Look(file, channel).damages().isEmpty();
    }
  }

  /// One look at one file.
  private static final class Look {

    private final FileChannel channel;
    private final long size;
    private final List<Damage> damages = new ArrayList<>();
    private final Map<WhisperArchive, Long> bases = new HashMap<>();
    private long wantedSize;
    private long wantedRetention;

    Look(Path file, FileChannel channel) throws IOException {
      this.channel = channel;
      this.size = channel.size();
      var scratch = new Scratch();
      try (var bytes = ChannelBytes.openForReading(file)) {
        if (HeaderFormat.isCompressed(bytes, scratch)) {
          // go-carbon's, and none of ours to judge
          return;
        }
        var header = HeaderFormat.read(bytes, scratch);
        header.writableArchives(file.toString());
        check(header);
      } catch (CorruptSeriesException e) {
        damages.add(new Damage(String.valueOf(e.getMessage()).replace(file + ": ", ""), false));
      }
    }

    List<Damage> damages() {
      return damages;
    }

    private void check(WhisperHeader header) throws IOException {
      wantedSize = header.archives().stream().mapToLong(WhisperArchive::end).max().orElse(size);
      wantedRetention =
          header.archives().stream().mapToLong(WhisperArchive::retention).max().orElse(0);
      if (header.maxRetention() != wantedRetention) {
        damages.add(
            Damage.at(
                4,
                "longest retention " + header.maxRetention(),
                "that of the archives, " + wantedRetention,
                true));
      }
      if (size < wantedSize) {
        damages.add(
            Damage.at(
                size, "the end of the file", wantedSize + " bytes, as the header says", true));
      } else if (size > wantedSize) {
        damages.add(
            Damage.at(
                wantedSize, (size - wantedSize) + " bytes behind the last slot", "the end", true));
      }
      for (var archive : header.archives()) {
        if (archive.usable()) {
          checkBase(archive);
        }
      }
    }

    private void checkBase(WhisperArchive archive) throws IOException {
      var votes = new HashMap<Long, Integer>();
      var newest = new HashMap<Long, Long>();
      var buffer = ByteBuffer.allocate(Scratch.SLOTS * HeaderFormat.SLOT_SIZE);
      var base = 0L;
      for (var slot = 0L; slot < archive.points(); ) {
        buffer.clear();
        buffer.limit(
            (int) Math.min(buffer.capacity(), (archive.points() - slot) * HeaderFormat.SLOT_SIZE));
        fill(buffer, archive.offset() + slot * HeaderFormat.SLOT_SIZE);
        buffer.flip();
        if (buffer.remaining() < HeaderFormat.SLOT_SIZE) {
          break;
        }
        for (; buffer.remaining() >= HeaderFormat.SLOT_SIZE; slot++) {
          var timestamp = Integer.toUnsignedLong(buffer.getInt());
          buffer.getDouble();
          if (slot == 0) {
            base = timestamp;
          } else if (timestamp != 0) {
            var residue =
                Math.floorMod(timestamp - slot * archive.secondsPerPoint(), archive.retention());
            votes.merge(residue, 1, Integer::sum);
            newest.merge(residue, timestamp, Math::max);
          }
        }
      }
      judgeBase(archive, base, votes, newest);
    }

    private void judgeBase(
        WhisperArchive archive, long base, Map<Long, Integer> votes, Map<Long, Long> newest) {
      var all = votes.values().stream().mapToInt(Integer::intValue).sum();
      for (var vote : votes.entrySet()) {
        var agrees = base != 0 && Math.floorMod(base, archive.retention()) == vote.getKey();
        if (agrees || vote.getValue() < WITNESSES || vote.getValue() * 2 <= all) {
          continue;
        }
        var last = newest.getOrDefault(vote.getKey(), 0L);
        // two rounds before the newest: congruent, and of no interval that anyone asks for
        var mended =
            vote.getKey()
                + Math.floorDiv(last - 2 * archive.retention(), archive.retention())
                    * archive.retention();
        if (mended > 0) {
          bases.put(archive, mended);
        }
        damages.add(
            Damage.at(
                archive.offset(),
                "base " + base,
                "one that agrees with " + vote.getValue() + " of " + all + " slots",
                mended > 0));
      }
    }

    private void fill(ByteBuffer buffer, long position) throws IOException {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, position + buffer.position()) < 0) {
          return;
        }
      }
    }

    void repair() throws IOException {
      if (size > wantedSize) {
        channel.truncate(wantedSize);
      } else if (size < wantedSize) {
        channel.write(ByteBuffer.allocate(1), wantedSize - 1);
        // a torn slot at the old end must not keep a timestamp without its value
        var torn = Math.floorMod(size - firstSlot(), HeaderFormat.SLOT_SIZE);
        if (torn > 0) {
          channel.write(ByteBuffer.allocate(torn), size - torn);
        }
      }
      write(ByteBuffer.allocate(4).putInt(0, (int) wantedRetention), 4);
      for (var base : bases.entrySet()) {
        var slot = ByteBuffer.allocate(HeaderFormat.SLOT_SIZE);
        slot.putInt(0, (int) (long) base.getValue());
        slot.putDouble(HeaderFormat.SLOT_VALUE, Double.NaN);
        write(slot, base.getKey().offset());
      }
    }

    private long firstSlot() throws IOException {
      var count = ByteBuffer.allocate(4);
      channel.read(count, 12);
      return HeaderFormat.size(count.getInt(0));
    }

    private void write(ByteBuffer buffer, long position) throws IOException {
      buffer.rewind();
      while (buffer.hasRemaining()) {
        channel.write(buffer, position + buffer.position());
      }
    }
  }
}
