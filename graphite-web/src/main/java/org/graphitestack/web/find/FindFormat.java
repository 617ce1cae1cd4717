// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.find;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The shapes of an answer to a find.
public enum FindFormat {
  /// One entry per last node, for trees: Grafana and the composer.
  TREEJSON,
  /// Entries with their paths, for completion while typing.
  COMPLETER,
  /// The nodes at one position.
  NODELIST,
  /// Paths, and when the leaves have values.
  JSON,
  /// The same for other nodes of a cluster, as pickle.
  PICKLE,
  /// The same for other nodes of a cluster, as MessagePack.
  MSGPACK,
  /// Paths for carbonapi, as its second protocol has them.
  PROTOBUF,
  /// Another name of it.
  PROTOBUF3,
  /// Another name of it.
  CARBONAPI_V2_PB,
  /// Paths for carbonapi, as its third protocol has them.
  CARBONAPI_V3_PB;

  /// The format of a name as requests give it, in lower case.
  public static Optional<FindFormat> named(String name) {
    return Arrays.stream(values()).filter(format -> format.requestName().equals(name)).findFirst();
  }

  /// The names of all formats, as requests give them.
  public static String names() {
    return Arrays.stream(values()).map(FindFormat::requestName).collect(Collectors.joining(", "));
  }

  /// As requests name it.
  public String requestName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
