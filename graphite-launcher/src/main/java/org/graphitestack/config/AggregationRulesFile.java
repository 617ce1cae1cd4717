// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.graphitestack.relay.aggregate.AggregationFunction;
import org.graphitestack.relay.aggregate.AggregationRule;

/// aggregation-rules.conf: one rule a line, `output (frequency) = method input`. Empty lines and
/// lines that begin with `#` say nothing; the brackets may be left out, blanks are where carbon
/// wants them.
///
/// @param path the file
public record AggregationRulesFile(Path path) {

  private static final Pattern BLANKS = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern INTEGER = Pattern.compile("\\+?\\d+(_\\d+)*");
  private static final String FORM = "output (seconds) = method input";

  /// A rule and where it stands.
  ///
  /// @param place file and line
  record Line(String place, AggregationRule rule) {}

  /// Reads the rules in their order.
  ///
  /// @throws InvalidConfigException if a line cannot be understood; the message names it
  public List<AggregationRule> load() throws IOException, InvalidConfigException {
    return lines().stream().map(Line::rule).toList();
  }

  /// Reads the rules in their order, with their places.
  ///
  /// @throws InvalidConfigException if a line cannot be understood; the message names it
  List<Line> lines() throws IOException, InvalidConfigException {
    var text = Files.readString(path, StandardCharsets.UTF_8);
    var lines = (text.startsWith("\ufeff") ? text.substring(1) : text).split("\r\n|\r|\n", -1);
    var rules = new ArrayList<Line>();
    for (var i = 0; i < lines.length; i++) {
      var line = lines[i].strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        var place = path + ":" + (i + 1);
        rules.add(new Line(place, rule(line, place)));
      }
    }
    return List.copyOf(rules);
  }

  private static AggregationRule rule(String line, String place) throws InvalidConfigException {
    var equals = line.indexOf('=');
    if (equals < 0) {
      throw new InvalidConfigException(place, line, FORM);
    }
    var left = words(line.substring(0, equals));
    var right = words(line.substring(equals + 1));
    if (left.length != 2 || right.length != 2) {
      throw new InvalidConfigException(place, line, FORM);
    }
    var frequency = frequency(left[1], place);
    try {
      var function = AggregationFunction.parse(right[0]);
      return AggregationRule.of(left[0], frequency, function, right[1]);
    } catch (IllegalArgumentException invalid) {
      throw new InvalidConfigException(place, String.valueOf(invalid.getMessage()));
    }
  }

  /// Carbon takes any number of brackets off either side and reads what is left as Python reads a
  /// whole number. It also takes 0, and fails at the first point.
  private static int frequency(String word, String place) throws InvalidConfigException {
    var digits = word.replaceAll("^\\(+|\\)+$", "");
    if (INTEGER.matcher(digits).matches()) {
      try {
        var seconds = Integer.parseInt(digits.replace("_", ""));
        if (seconds >= 1) {
          return seconds;
        }
      } catch (NumberFormatException _) {
        // said below, like all that is no number of seconds
      }
    }
    throw new InvalidConfigException(place, "frequency " + word, "whole seconds >= 1, as in (60)");
  }

  private static String[] words(String text) {
    var stripped = text.strip();
    return stripped.isEmpty() ? new String[0] : BLANKS.split(stripped);
  }
}
