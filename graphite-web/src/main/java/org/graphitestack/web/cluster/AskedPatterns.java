// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.TimeWindow;
import org.graphitestack.storage.index.NamePattern;

/// The patterns that one server is asked for, and which of them each series of its answer is for.
///
/// Servers say it as `pathExpression`; older ones do not, some write calls of `seriesByTag`
/// otherwise than they were asked, and those that know no tags are asked for names.
final class AskedPatterns {

  private static final String TAG_CALL = "seriesByTag(";

  /// What would end a path expression, unless a backslash stands before it; a comma does outside of
  /// braces.
  private static final String ESCAPED = "()'\"\\|";

  private final Set<String> patterns;
  private final Map<String, Set<String>> byTarget = new LinkedHashMap<>();

  private AskedPatterns(Set<String> patterns) {
    this.patterns = patterns;
  }

  /// What a server is asked for.
  static AskedPatterns of(SeriesQuestion question, boolean tags) {
    return of(question.patterns(), tags, question.tagged());
  }

  static AskedPatterns of(
      Set<String> patterns, boolean tags, Function<String, List<String>> tagged) {
    var asked = new AskedPatterns(patterns);
    for (var pattern : patterns) {
      if (!isTagCall(pattern)) {
        asked.add(escaped(pattern), pattern);
      } else if (tags) {
        asked.add(pattern, pattern);
      } else {
        tagged.apply(pattern).forEach(name -> asked.add(escaped(name), pattern));
      }
    }
    return asked;
  }

  private void add(String target, String pattern) {
    byTarget.computeIfAbsent(target, _ -> new LinkedHashSet<>()).add(pattern);
  }

  private static String escaped(String pattern) {
    var escaped = new StringBuilder(pattern.length());
    var braces = 0;
    for (var i = 0; i < pattern.length(); i++) {
      var c = pattern.charAt(i);
      braces += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (ESCAPED.indexOf(c) >= 0 || (c == ',' && braces <= 0)) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }

  private static boolean isTagCall(String pattern) {
    return pattern.startsWith(TAG_CALL);
  }

  /// The targets of the request; none if there is nothing to ask.
  Set<String> targets() {
    return byTarget.keySet();
  }

  /// A series for each pattern that it answers, within the window.
  List<RemoteSeries> answered(SeriesDecoder.Decoded series, TimeWindow window) {
    var values = within(series.values(), window);
    var answered = new ArrayList<RemoteSeries>();
    for (var pattern : patternsOf(series)) {
      answered.add(new RemoteSeries(series.name(), pattern, values, series.consolidation()));
    }
    return answered;
  }

  private Set<String> patternsOf(SeriesDecoder.Decoded series) {
    var known = byTarget.get(series.pathExpression());
    if (known != null) {
      return known;
    }
    var found = new LinkedHashSet<>(byTarget.getOrDefault(escaped(series.name()), Set.of()));
    if (patterns.contains(series.pathExpression())) {
      found.add(series.pathExpression());
    } else if (found.isEmpty()) {
      for (var pattern : patterns) {
        if (isTagCall(pattern)
            ? plain(pattern).equals(plain(series.pathExpression()))
            : NamePattern.matches(pattern, series.name())) {
          found.add(pattern);
        }
      }
    }
    return found;
  }

  private static String plain(String call) {
    return call.replaceAll("[\\s'\"]", "");
  }

  /// Without values before or after the window, of which a server may have sent any number.
  private static SeriesValues within(SeriesValues values, TimeWindow window) {
    var step = values.step();
    var first = Math.max(0, Math.ceilDiv(window.from() - step - values.start(), (long) step));
    var last =
        Math.min(
            values.values().length,
            Math.floorDiv(window.until() + step - values.start(), (long) step) + 1);
    if (first == 0 && last == values.values().length) {
      return values;
    }
    return first >= last
        ? new SeriesValues(values.start(), step, new double[0])
        : new SeriesValues(
            values.start() + first * step,
            step,
            Arrays.copyOfRange(values.values(), (int) first, (int) last));
  }
}
