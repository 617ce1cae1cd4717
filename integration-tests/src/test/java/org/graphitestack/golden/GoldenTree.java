// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.golden;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// The whisper tree that the recorded answers were made from, as text in a zip: half the size of
/// the files, and readable.
///
/// An entry is a series. Its first line has the number of the aggregation, the longest retention,
/// the bits of the xFilesFactor; then come the archives: a line `archive <step> <slots>`, and the
/// slots in the order of the file: `<value>` one step after the slot before, `<time> <value>` at
/// any other time, `-` for a slot that was never written.
final class GoldenTree {

  private GoldenTree() {}

  /// Writes the files of a packed tree below a folder.
  static void unpack(InputStream zip, Path root) throws IOException {
    try (var in = new ZipInputStream(zip)) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        var file = root.resolve(entry.getName()).normalize();
        if (!file.startsWith(root)) {
          throw new IOException(entry.getName() + " (expected: a name below the root)");
        }
        Files.createDirectories(file.getParent());
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
        Files.write(file, whisper(reader.lines().toList()));
      }
    }
  }

  private static byte[] whisper(List<String> lines) {
    var archives = lines.stream().filter(line -> line.startsWith("archive ")).toList();
    var head = 16 + 12 * archives.size();
    var slots = lines.size() - 1 - archives.size();
    var bytes = ByteBuffer.allocate(head + 12 * slots);
    var first = lines.getFirst().split(" ", -1);
    bytes.putInt(Integer.parseInt(first[0])).putInt(Integer.parseInt(first[1]));
    bytes.putInt(Integer.parseInt(first[2])).putInt(archives.size());
    var offset = head;
    for (var archive : archives) {
      var parts = archive.split(" ", -1);
      var count = Integer.parseInt(parts[2]);
      bytes.putInt(offset).putInt(Integer.parseInt(parts[1])).putInt(count);
      offset += 12 * count;
    }
    var step = 0L;
    var time = 0L;
    for (var line : lines.subList(1, lines.size())) {
      var parts = line.split(" ", -1);
      if (parts[0].equals("archive")) {
        step = Long.parseLong(parts[1]);
        time = 0;
      } else if (line.equals("-")) {
        bytes.putInt(0).putDouble(0);
        time = 0;
      } else {
        time = parts.length == 2 ? Long.parseLong(parts[0]) : time + step;
        bytes.putInt((int) time).putDouble(Double.parseDouble(parts[parts.length - 1]));
      }
    }
    return bytes.array();
  }

  /// Packs a tree of whisper files.
  ///
  /// @param out where the zip is written
  static void pack(Path root, Path out) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(out));
        var files = Files.walk(root)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      for (var file : files.filter(f -> f.toString().endsWith(".wsp")).sorted().toList()) {
        var entry = new ZipEntry(root.relativize(file).toString());
        entry.setTime(0);
        zip.putNextEntry(entry);
        var writer = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.US_ASCII));
        writer.write(text(ByteBuffer.wrap(Files.readAllBytes(file))));
        writer.flush();
      }
    }
  }

  private static String text(ByteBuffer bytes) {
    var text = new StringBuilder();
    text.append(bytes.getInt()).append(' ').append(bytes.getInt());
    text.append(' ').append(bytes.getInt()).append('\n');
    var archives = bytes.getInt();
    for (var archive = 0; archive < archives; archive++) {
      var offset = bytes.getInt(16 + 12 * archive);
      var step = bytes.getInt(20 + 12 * archive);
      var count = bytes.getInt(24 + 12 * archive);
      text.append("archive ").append(step).append(' ').append(count).append('\n');
      var before = 0L;
      for (var slot = 0; slot < count; slot++) {
        var time = Integer.toUnsignedLong(bytes.getInt(offset + 12 * slot));
        var value = bytes.getDouble(offset + 12 * slot + 4);
        if (time == 0) {
          text.append("-\n");
        } else {
          text.append(time == before + step ? "" : time + " ").append(value).append('\n');
        }
        before = time;
      }
    }
    return text.toString();
  }

  /// `GoldenTree <folder with .wsp files> <zip to write>`.
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      new PrintStream(System.err, true, StandardCharsets.UTF_8)
          .println("usage: GoldenTree <folder with .wsp files> <zip to write>");
      return;
    }
    pack(Path.of(arguments[0]), Path.of(arguments[1]));
  }
}
