// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.whisper;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.storage.whisper.WhisperArchive;
import org.graphitestack.storage.whisper.tool.RawHeader;
import org.graphitestack.web.series.PythonNumber;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/// `graphite whisper-dump`: every slot.
@Command(
    name = "whisper-dump",
    description =
        "Shows the header and every slot of a whisper file, damaged ones as far as they go.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DumpCommand extends WhisperTool {

  private static final int SLOT_SIZE = 12;
  private static final int SLOTS_AT_ONCE = 4096;
  private static final int DIGITS = 35;

  @Mixin TimeText times = new TimeText();

  @Option(
      names = {"-r", "--raw"},
      description = "Only timestamp:value, without slot numbers.")
  boolean raw;

  @Mixin ManyFiles many = new ManyFiles();

  @Parameters(paramLabel = "PATH", arity = "0..*", description = "A file, folder or glob.")
  List<String> arguments = new ArrayList<>();

  @Override
  int run() throws IOException {
    if (arguments.size() != 1) {
      throw new ParameterException(spec.commandLine(), "require one input file name");
    }
    var files = FileSet.of(arguments.getFirst());
    return many.run(files, "whisper-dump", out(), err(), (file, out) -> one(file, files, out));
  }

  private int one(Path path, FileSet files, PrintWriter out) throws IOException {
    if (!Files.exists(path)) {
      throw new ToolFailure("File \"" + path + "\" does not exist!");
    }
    var header = rawHeader(path);
    if (header.fault() != null && header.fault().contains("metadata")) {
      throw new ToolFailure(header.fault() + " (" + path + ")");
    }
    if (files.several()) {
      out.println(path + ":");
    }
    printHeader(header, out);
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      for (var i = 0; i < header.archives().size(); i++) {
        out.println("Archive " + i + " data:");
        printSlots(path, channel, header.archives().get(i), out);
      }
    }
    return 0;
  }

  private static void printHeader(RawHeader header, PrintWriter out) {
    out.println("Meta data:");
    out.println("  aggregation method: " + methodName(header));
    out.println("  max retention: " + header.maxRetention());
    out.println("  xFilesFactor: " + PythonNumber.general(header.xFilesFactor()));
    out.println();
    for (var i = 0; i < header.archives().size(); i++) {
      var archive = header.archives().get(i);
      out.println("Archive " + i + " info:");
      out.println("  offset: " + archive.offset());
      out.println("  seconds per point: " + archive.secondsPerPoint());
      out.println("  points: " + archive.points());
      out.println("  retention: " + archive.retention());
      out.println("  size: " + archive.size());
      out.println();
    }
  }

  /// The method by its number in the file; what has none counts as average.
  static String methodName(RawHeader header) {
    var methods = AggregationMethod.values();
    return header.method() >= 1 && header.method() <= methods.length
        ? methods[(int) header.method() - 1].text()
        : AggregationMethod.AVERAGE.text();
  }

  private void printSlots(Path path, FileChannel channel, WhisperArchive archive, PrintWriter out)
      throws IOException {
    var buffer = ByteBuffer.allocate(SLOTS_AT_ONCE * SLOT_SIZE);
    for (var slot = 0L; slot < archive.points(); ) {
      buffer.clear();
      buffer.limit((int) Math.min(buffer.capacity(), (archive.points() - slot) * SLOT_SIZE));
      while (buffer.hasRemaining()
          && channel.read(buffer, archive.offset() + slot * SLOT_SIZE + buffer.position()) > 0) {
        // reads until the buffer is full or the file ends
      }
      buffer.flip();
      while (buffer.remaining() >= SLOT_SIZE) {
        printSlot(slot++, Integer.toUnsignedLong(buffer.getInt()), buffer.getDouble(), out);
      }
      if (buffer.limit() < buffer.capacity() && slot < archive.points()) {
        throw new ToolFailure(
            path
                + ": the file ends in slot "
                + slot
                + " of "
                + archive
                + " (expected: all of its slots)");
      }
    }
  }

  private void printSlot(long slot, long timestamp, double value, PrintWriter out) {
    var number = PythonNumber.general(value, DIGITS);
    if (raw) {
      out.println(times.of(timestamp) + ":" + number);
    } else {
      out.println(
          slot + ": " + times.of(timestamp) + ", " + String.format(Locale.ROOT, "%10s", number));
    }
  }
}
