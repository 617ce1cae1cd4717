// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.series;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;

/// The tags a series gets from its name.
public final class SeriesTags {

  private static final Pattern CALL = Pattern.compile("[A-Za-z]+\\(.+\\)", Pattern.DOTALL);

  private SeriesTags() {}

  /// `name;tag=value` as `name` and its tags; any other name, and one that looks like a call, is
  /// all `name`.
  public static Map<String, String> of(String name) {
    if (name.indexOf(';') < 0 || CALL.matcher(name).matches()) {
      return Map.of("name", name);
    }
    String canonical;
    try {
      canonical = MetricPath.parse(name).text();
    } catch (InvalidMetricPathException notTagged) {
      return Map.of("name", name);
    }
    var tags = new LinkedHashMap<String, String>();
    for (var part : canonical.split(";", -1)) {
      var equals = part.indexOf('=');
      if (tags.isEmpty()) {
        tags.put("name", part);
      } else {
        tags.put(part.substring(0, equals), part.substring(equals + 1));
      }
    }
    return tags;
  }
}
