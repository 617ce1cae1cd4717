// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.whisper;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphitestack.storage.whisper.WhisperArchive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `graphite whisper-info`: the header of files.
@Command(
    name = "whisper-info",
    description = "Shows the header of a whisper file.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class InfoCommand extends WhisperTool {

  @Option(names = "--json", description = "As JSON.")
  boolean json;

  @Mixin ManyFiles many = new ManyFiles();

  @Parameters(
      paramLabel = "PATH [FIELD]",
      arity = "0..*",
      description = "A file, folder or glob; and perhaps the one field to show.")
  List<String> arguments = new ArrayList<>();

  @Override
  int run() throws IOException {
    if (arguments.isEmpty()) {
      return helpAndFail();
    }
    var files = FileSet.of(arguments.getFirst());
    return many.run(files, "whisper-info", out(), err(), (file, out) -> one(file, files, out));
  }

  private int one(Path file, FileSet files, PrintWriter out) throws IOException {
    var info = info(file);
    if (files.several()) {
      out.println(file + ":");
    }
    if (arguments.size() > 1) {
      var field = arguments.get(1);
      if (!info.containsKey(field)) {
        out.println(
            "Unknown field \"" + field + "\". Valid fields are " + String.join(",", info.keySet()));
        return 1;
      }
      out.println(text(info.get(field)));
    } else if (json) {
      out.println(PythonText.json(info, ": "));
    } else {
      print(info, out);
    }
    return 0;
  }

  private static void print(Map<String, Object> info, PrintWriter out) {
    info.forEach(
        (key, value) -> {
          if (!key.equals("archives")) {
            out.println(key + ": " + text(value));
          }
        });
    out.println();
    if (info.get("archives") instanceof List<?> archives) {
      for (var i = 0; i < archives.size(); i++) {
        out.println("Archive " + i);
        if (archives.get(i) instanceof Map<?, ?> archive) {
          archive.forEach((key, value) -> out.println(key + ": " + value));
        }
        out.println();
      }
    }
  }

  private static String text(Object value) {
    return value instanceof String text ? text : PythonText.repr(value);
  }

  private static Map<String, Object> info(Path file) throws IOException {
    var header = checkedHeader(file);
    var info = new LinkedHashMap<String, Object>();
    info.put("aggregationMethod", DumpCommand.methodName(header));
    info.put("maxRetention", header.maxRetention());
    info.put("xFilesFactor", (double) header.xFilesFactor());
    info.put("archives", header.archives().stream().map(InfoCommand::archive).toList());
    info.put("fileSize", Files.size(file));
    return info;
  }

  private static Map<String, Object> archive(WhisperArchive archive) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("offset", archive.offset());
    fields.put("secondsPerPoint", archive.secondsPerPoint());
    fields.put("points", archive.points());
    fields.put("retention", archive.retention());
    fields.put("size", archive.size());
    return fields;
  }
}
