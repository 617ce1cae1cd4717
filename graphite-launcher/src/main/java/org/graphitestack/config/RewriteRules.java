// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.graphitestack.relay.route.NamePattern;
import org.graphitestack.relay.route.Replacement;
import org.graphitestack.relay.route.RouteRule;

/// rewrite-rules.conf: lines `pattern = replacement` below `[pre]` and `[post]`. No ini file in
/// spite of its looks: the order counts, patterns may repeat, nothing is interpolated. As in
/// carbon, what cannot be understood is passed over, and a section that comes again begins anew.
///
/// @param pre applied to points as they come in
/// @param post applied after aggregation
record RewriteRules(List<RouteRule> pre, List<RouteRule> post) {

  static final RewriteRules NONE = new RewriteRules(List.of(), List.of());

  RewriteRules {
    pre = List.copyOf(pre);
    post = List.copyOf(post);
  }

  /// Reads a file; one that is not there holds no rules.
  ///
  /// @param notes gets a line for each line passed over
  static RewriteRules read(Path file, List<String> notes) throws IOException {
    if (!Files.exists(file)) {
      notes.add(file + ": not there, so nothing is rewritten");
      return NONE;
    }
    var reader = new Reader(file, notes);
    var lines = Files.readAllLines(file);
    for (var i = 0; i < lines.size(); i++) {
      var line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        reader.line(line, i + 1);
      }
    }
    return new RewriteRules(reader.pre, reader.post);
  }

  private static final class Reader {

    private final Path file;
    private final List<String> notes;
    private final List<RouteRule> pre = new ArrayList<>();
    private final List<RouteRule> post = new ArrayList<>();
    private List<RouteRule> section = new ArrayList<>();
    private boolean used;

    Reader(Path file, List<String> notes) {
      this.file = file;
      this.notes = notes;
    }

    void line(String line, int number) {
      var place = file + ":" + number + ": ";
      if (line.startsWith("[") && line.endsWith("]")) {
        open(line.substring(1, line.length() - 1).toLowerCase(Locale.ROOT), place);
        return;
      }
      var equals = line.indexOf('=');
      if (equals < 0) {
        notes.add(place + "passed over: " + line + " (expected: pattern = replacement)");
        return;
      }
      if (!used) {
        notes.add(place + "passed over: a rule below neither [pre] nor [post]");
        return;
      }
      try {
        var pattern = NamePattern.of(line.substring(0, equals).strip());
        var replacement = Replacement.python(line.substring(equals + 1).strip(), pattern);
        section.add(new RouteRule.Rewrite(pattern, replacement, true));
      } catch (IllegalArgumentException invalid) {
        notes.add(place + "passed over: " + invalid.getMessage());
      }
    }

    private void open(String name, String place) {
      used = name.equals("pre") || name.equals("post");
      if (!used) {
        notes.add(place + "section [" + name + "] is never used (expected: [pre] or [post])");
        return;
      }
      section = name.equals("pre") ? pre : post;
      if (!section.isEmpty()) {
        notes.add(place + "section [" + name + "] again: only the last one counts");
        section.clear();
      }
    }
  }
}
