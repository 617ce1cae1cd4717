// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The formats of `/render` that hold data, by name.
public final class SeriesFormats {

  private static final Map<String, SeriesFormat> FORMATS =
      Map.ofEntries(
          entry("json", new Jsonp(new JsonFormat())),
          entry("dygraph", new Jsonp(new DygraphFormat())),
          entry("rickshaw", new Jsonp(new RickshawFormat())),
          entry("csv", new CsvFormat()),
          entry("raw", new RawFormat()),
          entry("pickle", new TreeFormat("application/pickle", PickleWriter::new)),
          entry("msgpack", new TreeFormat("application/x-msgpack", MsgpackWriter::new)),
          entry("protobuf", new CarbonapiV2Format()),
          entry("protobuf3", new CarbonapiV2Format()),
          entry("carbonapi_v2_pb", new CarbonapiV2Format()),
          entry("carbonapi_v3_pb", new CarbonapiV3Format()));

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
