// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The formats of `/render` that hold data, by name.
public final class SeriesFormats {

  private static final Map<String, SeriesFormat> FORMATS =
      Map.of(
          "json", new Jsonp(new JsonFormat()),
          "dygraph", new Jsonp(new DygraphFormat()),
          "rickshaw", new Jsonp(new RickshawFormat()),
          "csv", new CsvFormat(),
          "raw", new RawFormat(),
          "pickle", new TreeFormat("application/pickle", PickleWriter::new),
          "msgpack", new TreeFormat("application/x-msgpack", MsgpackWriter::new));

  /// Names of formats that graphite-web has and this server has not yet.
  private static final Set<String> TO_COME = Set.of("svg", "pdf");

  private SeriesFormats() {}

  /// The data format of that name; empty if it is an image, or nothing.
  public static Optional<SeriesFormat> named(String name) {
    return Optional.ofNullable(FORMATS.get(name));
  }

  /// Whether it is a format that this server cannot answer in yet.
  public static boolean isToCome(String name) {
    return TO_COME.contains(name);
  }

  /// The names of all data formats, sorted.
  public static List<String> names() {
    return FORMATS.keySet().stream().sorted().toList();
  }
}
