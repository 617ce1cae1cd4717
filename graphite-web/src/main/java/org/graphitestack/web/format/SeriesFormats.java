// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  private SeriesFormats() {}

  /// The data format of that name; empty if it is an image, or nothing.
  public static Optional<SeriesFormat> named(String name) {
    return Optional.ofNullable(FORMATS.get(name));
  }

  /// The names of all data formats, sorted.
  public static List<String> names() {
    return FORMATS.keySet().stream().sorted().toList();
  }
}
