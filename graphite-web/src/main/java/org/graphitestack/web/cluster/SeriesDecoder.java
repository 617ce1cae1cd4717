// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.graphitestack.protocol.pickle.MalformedPickleException;
import org.graphitestack.protocol.pickle.PickleReader;
import org.graphitestack.protocol.pickle.PickleValue;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.web.cluster.ServerAddress.Notation;
import org.graphitestack.web.format.MsgpackReader;
import org.jspecify.annotations.Nullable;

/// Reads the answer to a fetch: a list of maps with name, start, step and values, of which more may
/// come. MessagePack is read as it comes; a pickle is read whole, without making anything of it but
/// numbers and texts.
final class SeriesDecoder {

  /// Classes of Python that answers may hold; nothing is made of them.
  static final Set<String> PASSED_OVER =
      Set.of(
          "graphite.intervals.IntervalSet",
          "graphite.intervals.Interval",
          "copy_reg._reconstructor",
          "copyreg._reconstructor",
          "__builtin__.object",
          "builtins.object");

  static final int MOST_PICKLED_VALUES = 1 << 24;

  private final Allowance allowance;

  SeriesDecoder(Allowance allowance) {
    this.allowance = allowance;
  }

  /// A series as it came.
  ///
  /// @param pathExpression what it answers, by the server's account
  record Decoded(String name, String pathExpression, SeriesValues values, String consolidation) {}

  List<Decoded> decode(Notation notation, BoundedBody body) throws IOException {
    return switch (notation) {
      case MSGPACK -> packed(body);
      case PICKLE -> pickled(body);
    };
  }

  private List<Decoded> packed(BoundedBody body) throws IOException {
    var in = new MsgpackReader(body);
    var all = new ArrayList<Decoded>();
    for (var left = in.list(); left > 0; left--) {
      var one = new Builder();
      for (var pairs = in.map(); pairs > 0; pairs--) {
        switch (in.text()) {
          case "name" -> one.name = in.text();
          case "pathExpression" -> one.pathExpression = in.text();
          case "consolidationFunc" -> one.consolidation = in.text();
          case "start" -> one.start = in.number();
          case "step" -> one.step = in.number();
          case "values" -> one.values = values(in, body, one.name);
          default -> in.skip();
        }
      }
      all.add(one.series());
    }
    return all;
  }

  private double[] values(MsgpackReader in, BoundedBody body, @Nullable String name)
      throws IOException {
    var count = in.list();
    if (count > body.left() + (1 << 16)) {
      throw new IOException(count + " values (expected: no more than bytes)");
    }
    allowance.points(count, String.valueOf(name));
    var values = new double[count];
    for (var i = 0; i < count; i++) {
      values[i] = in.number();
    }
    return values;
  }

  private List<Decoded> pickled(BoundedBody body) throws IOException {
    var bytes = body.readAllBytes();
    try {
      var list = new PickleReader(MOST_PICKLED_VALUES, PASSED_OVER).read(bytes, 0, bytes.length);
      var all = new ArrayList<Decoded>();
      for (var element : list.elements()) {
        var one = new Builder();
        one.name = text(element, "name").orElse(null);
        one.pathExpression = text(element, "pathExpression").orElse(null);
        one.consolidation = text(element, "consolidationFunc").orElse("");
        one.start = element.get("start").map(SeriesDecoder::number).orElse(Double.NaN);
        one.step = element.get("step").map(SeriesDecoder::number).orElse(Double.NaN);
        var values = element.get("values");
        if (values.isPresent()) {
          allowance.points(values.get().size(), String.valueOf(one.name));
          one.values = values.get().numbers().orElse(null);
        }
        all.add(one.series());
      }
      return all;
    } catch (MalformedPickleException malformed) {
      throw new IOException("pickle: " + malformed.getMessage(), malformed);
    }
  }

  static Optional<String> text(PickleValue map, String key) {
    return map.get(key).flatMap(PickleValue::text);
  }

  private static double number(PickleValue value) {
    return value.number().orElse(Double.NaN);
  }

  /// A series while its parts are read, in whatever order they come.
  private static final class Builder {

    private static final double LATEST = 1e12;

    private @Nullable String name;
    private @Nullable String pathExpression;
    private String consolidation = "";
    private double start = Double.NaN;
    private double step = Double.NaN;
    private double @Nullable [] values;

    Decoded series() throws IOException {
      var named = name;
      var read = values;
      if (named == null || read == null) {
        throw new IOException("a series without name or values");
      }
      if (!(Math.abs(start) < LATEST && step >= 1 && step <= Integer.MAX_VALUE)) {
        throw new IOException(
            named + ": start " + start + ", step " + step + " (expected: epoch seconds, >= 1)");
      }
      var expression = pathExpression;
      return new Decoded(
          named,
          expression == null ? named : expression,
          new SeriesValues((long) start, (int) step, read),
          consolidation);
    }
  }
}
