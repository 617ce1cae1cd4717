// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.graphitestack.relay.aggregate.AggregationFunction;
import org.graphitestack.relay.aggregate.AggregationRule;
import org.graphitestack.relay.aggregate.Emission;
import org.graphitestack.relay.aggregate.OutputTime;
import org.graphitestack.relay.aggregate.RegexNaming;
import org.graphitestack.relay.route.NameCleansing;
import org.graphitestack.relay.route.NamePattern;
import org.graphitestack.relay.route.RoutePlan;

/// A configuration file of carbon-c-relay: the same clusters, rules and aggregations in the same
/// order, so that ours can take its place.
///
/// What it does differently, always towards keeping points: a point goes to a destination once,
/// however many expressions of a match find it; `validate` sees value and timestamp only, never
/// tags; points for a destination that is away wait on disk.
///
/// @param routes where points go; aggregation `i` of the plan is `aggregates.get(i)`
/// @param aggregates in order
/// @param listeners where points come in; empty: carbon-c-relay's own choice, TCP and UDP port 2003
/// @param statistics about the relay's own metrics
/// @param files all that were read: whoever reloads watches them
/// @param notes one line each for the log: what has no effect here
public record CRelayConf(
    RoutePlan routes,
    List<Aggregate> aggregates,
    List<Listen> listeners,
    Statistics statistics,
    List<Path> files,
    List<String> notes) {

  /// An `aggregate` statement.
  ///
  /// @param place file, line and column
  /// @param patterns regular expressions in Python's notation, one of which has to be found
  /// @param everySeconds an interval
  /// @param expireSeconds how long after its begin an interval is waited for
  /// @param timestamp which moment of an interval its aggregates carry
  /// @param computes what is made of an interval
  /// @param sendTo clusters that the aggregates go to; empty: through all rules
  /// @param stop whether the points taken in go no further
  public record Aggregate(
      String place,
      List<String> patterns,
      int everySeconds,
      int expireSeconds,
      Moment timestamp,
      List<Compute> computes,
      List<String> sendTo,
      boolean stop) {

    public Aggregate {
      patterns = List.copyOf(patterns);
      computes = List.copyOf(computes);
      sendTo = List.copyOf(sendTo);
    }
  }

  /// A moment of an interval.
  public enum Moment {
    START,
    MIDDLE,
    END
  }

  /// One series made by an aggregation.
  ///
  /// @param function `sum`, `count`, `max`, `min`, `average`, `median`, `variance`, `stddev` or
  ///   `percentile` and a number from 1 to 99
  /// @param name its name, with references to the groups of the pattern that was found in
  ///   carbon-c-relay's notation
  public record Compute(String function, String name) {}

  /// What a `listen` statement opens.
  ///
  /// @param kind what kind of socket
  /// @param address `port`, `interface:port` or the path of a unix socket
  /// @param transport `plain`, `gzip`, `lz4` or `snappy`
  /// @param tls set if the stream is encrypted
  public record Listen(SocketKind kind, String address, String transport, Optional<Tls> tls) {}

  /// What kind of socket is listened on.
  public enum SocketKind {
    TCP,
    UDP,
    UNIX
  }

  /// TLS of a listener.
  ///
  /// @param certificate PEM file of certificate and key
  /// @param clientCertificates whether clients have to show one
  public record Tls(Path certificate, boolean clientCertificates) {}

  /// The `statistics` statement.
  ///
  /// @param interval between two reports
  /// @param reset whether counters begin anew after each
  /// @param prefix of the names; empty: `carbon.relays.HOST`
  /// @param aggregation what to call [org.graphitestack.relay.route.Routing#routeGenerated] with
  ///   for these metrics, so that they get where `send to` says
  public record Statistics(
      Duration interval, boolean reset, Optional<String> prefix, int aggregation) {}

  public CRelayConf {
    aggregates = List.copyOf(aggregates);
    listeners = List.copyOf(listeners);
    files = List.copyOf(files);
    notes = List.copyOf(notes);
  }

  /// The aggregations for the aggregator, in the order of [#aggregates].
  public List<AggregationRule> aggregationRules() {
    return aggregates.stream().map(CRelayConf::rule).toList();
  }

  private static AggregationRule rule(Aggregate aggregate) {
    var time =
        switch (aggregate.timestamp()) {
          case START -> OutputTime.START;
          case MIDDLE -> OutputTime.MIDDLE;
          case END -> OutputTime.END;
        };
    return new AggregationRule(
        new RegexNaming(
            aggregate.patterns().stream().map(NamePattern::of).toList(),
            aggregate.computes().stream().map(Compute::name).toList()),
        aggregate.everySeconds(),
        aggregate.computes().stream()
            .map(compute -> AggregationFunction.ofCompute(compute.function()).orElseThrow())
            .toList(),
        new Emission.Expiry(aggregate.expireSeconds(), time),
        String.join(" ", aggregate.sendTo()));
  }

  /// Reads a file and those it includes.
  ///
  /// @param cleansing the command line's `-c`; with `;` in it tags belong to the name, as there
  /// @throws InvalidConfigException if a file cannot be understood; the message names line and
  ///   column
  public static CRelayConf read(Path file, NameCleansing cleansing)
      throws IOException, InvalidConfigException {
    return new CRelayReader(cleansing).read(file);
  }
}
