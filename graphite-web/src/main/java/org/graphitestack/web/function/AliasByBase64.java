// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.graphitestack.web.series.TimeSeries;

/// `aliasByBase64`: names each series by what its name, or one node of it, means in Base64.
final class AliasByBase64 implements SeriesFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.ALIAS,
            "aliasByBase64",
            Parameter.seriesList(),
            Parameter.optional("nodeNum", ParameterType.INTEGER))
        .addition()
        .describe(
            "Names each series by what its name decodes to as Base64, or by its path with one"
                + " node decoded; nodes count from 1 here, as in carbonapi. A name that is no "
                + "Base64 of UTF-8 text stays.")
        .example("aliasByBase64(servers.*.load)", "aliasByBase64(servers.*.load,3)");
  }

  @Override
  public List<TimeSeries> apply(Invocation in) {
    if (!in.has("nodeNum")) {
      return in.each(series -> series.withName(decoded(series.name()).orElse(series.name())));
    }
    var node = in.whole("nodeNum");
    if (node < 1) {
      throw in.wrong("nodeNum", "1 or more");
    }
    return in.each(
        series -> {
          var nodes = series.tags().getOrDefault("name", series.name()).split("\\.", -1);
          var text = node <= nodes.length ? decoded(nodes[node - 1]) : Optional.<String>empty();
          if (text.isEmpty()) {
            return series;
          }
          nodes[node - 1] = text.get();
          return series.withName(String.join(".", nodes));
        });
  }

  private static Optional<String> decoded(String text) {
    try {
      var bytes = Base64.getDecoder().decode(text);
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (IllegalArgumentException | CharacterCodingException noText) {
      return Optional.empty();
    }
  }
}
