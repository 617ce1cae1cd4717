// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.graphitestack.relay.route.NameTemplate;
import org.jspecify.annotations.Nullable;

/// What carbon answered (see `record.py` beside the files), and rules made by hand.
final class Fixtures {

  private Fixtures() {}

  /// The lines of a file beside this class, cut at tabs, without comments.
  static List<String[]> rows(String file) {
    try (var in = Objects.requireNonNull(Fixtures.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A rule as a line of aggregation-rules.conf has it.
  static AggregationRule rule(String output, int frequency, String method, String input) {
    return AggregationRule.of(output, frequency, AggregationFunction.parse(method), input);
  }

  /// A rule as carbon-c-relay has it, that takes in names which begin with a prefix; its outputs
  /// are called as its functions.
  static AggregationRule expiring(
      String prefix, int every, int expire, OutputTime time, String... computes) {
    return new AggregationRule(
        new PrefixNaming(prefix, List.of(computes)),
        every,
        List.of(computes).stream()
            .map(word -> AggregationFunction.ofCompute(word).orElseThrow())
            .toList(),
        new Emission.Expiry(expire, time),
        "");
  }

  private record PrefixNaming(String prefix, List<String> outputs) implements OutputNaming {

    @Override
    public @Nullable String output(String name, int compute) {
      return name.startsWith(prefix) ? prefix + outputs.get(compute) : null;
    }

    @Override
    public NameTemplate template(int compute) {
      var name = prefix + outputs.get(compute);
      return new NameTemplate(name, List.of(new NameTemplate.Part.Text(name)));
    }

    @Override
    public String text() {
      return prefix + " " + outputs;
    }
  }
}
