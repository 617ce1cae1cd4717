// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.graphitestack.model.PointBatch;
import org.graphitestack.protocol.ring.ConsistentHashRing;
import org.graphitestack.protocol.ring.HashRing;
import org.graphitestack.protocol.ring.Replication;

/// The caches a web asks for points that are not stored yet.
///
/// A series belongs to the host that its relay sends it to: both use the same ring. Hosts are asked
/// at the same time, each once for all of its series. A host that is away costs at most the
/// timeout, once per retry delay; the log says that answers lack its points. With replicas another
/// one is asked instead. graphite-web means the same and gets it wrong: it asks first those that
/// failed lately, and overlooks a lone point of the caches' own metrics.
///
/// Thread-safe. Blocks the thread that asks, no longer than the timeout for each replica.
public final class CacheCluster implements AutoCloseable {

  private final CacheClusterConfig config;
  private final List<CacheHost> hosts;
  private final HashRing ring;
  private final LongSupplier nanoTime;
  private final ExecutorService asking =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("carbonlink-", 0).factory());

  private CacheCluster(CacheClusterConfig config, LongSupplier nanoTime) {
    this.config = config;
    this.nanoTime = nanoTime;
    this.hosts = config.hosts().stream().map(n -> new CacheHost(n, config, nanoTime)).toList();
    this.ring =
        ConsistentHashRing.carbon(
            config.hashType(), config.hosts(), new Replication(config.replicas(), true));
  }

  /// Connects to nobody yet.
  ///
  /// @param nanoTime elapsed time
  public static CacheCluster open(CacheClusterConfig config, LongSupplier nanoTime) {
    return new CacheCluster(config, nanoTime);
  }

  /// The points of series that caches hold.
  ///
  /// @param metrics canonical names
  /// @return series with points only; ascending by timestamp, one point per timestamp
  public Map<String, PointBatch> points(Collection<String> metrics) {
    var found = new QueriedPoints();
    var prefix = config.metricPrefix() + ".";
    var open = new LinkedHashMap<String, List<CacheHost>>();
    for (var metric : metrics) {
      if (!config.metricPrefix().isEmpty() && metric.startsWith(prefix)) {
        continue;
      }
      open.put(metric, replicasOf(metric));
    }
    var ofAll = metrics.stream().filter(metric -> !open.containsKey(metric)).distinct().toList();
    var unanswered = ask(questions(open, ofAll), found);
    for (var round = 1; round < config.replicas() && !unanswered.isEmpty(); round++) {
      open.keySet().retainAll(unanswered);
      unanswered = ask(questions(open, List.of()), found);
    }
    return found.byMetric();
  }

  /// How often a host gave no answer, so that points were missing or another one was asked.
  public long failures() {
    return hosts.stream().mapToLong(CacheHost::failures).sum();
  }

  /// What to ask of whom: each series of the first of its replicas that is available.
  private Map<CacheHost, List<String>> questions(
      Map<String, List<CacheHost>> replicas, List<String> ofAll) {
    var questions = new LinkedHashMap<CacheHost, List<String>>();
    replicas.forEach(
        (metric, candidates) ->
            candidates.stream()
                .filter(CacheHost::available)
                .findFirst()
                .ifPresent(
                    host -> questions.computeIfAbsent(host, _ -> new ArrayList<>()).add(metric)));
    if (!ofAll.isEmpty()) {
      hosts.stream()
          .filter(CacheHost::available)
          .forEach(host -> questions.computeIfAbsent(host, _ -> new ArrayList<>()).addAll(ofAll));
    }
    return questions;
  }

  /// Asks all hosts at the same time.
  ///
  /// @return what got no answer
  private Set<String> ask(Map<CacheHost, List<String>> questions, QueriedPoints found) {
    var deadline = nanoTime.getAsLong() + config.timeout().toNanos();
    var answers = new LinkedHashMap<CacheHost, Future<QueriedPoints>>();
    questions.forEach((host, metrics) -> answers.put(host, asking.submit(() -> host.ask(metrics))));
    var unanswered = new HashSet<String>();
    answers.forEach(
        (host, answer) -> {
          if (!await(host, answer, deadline, found)) {
            unanswered.addAll(questions.getOrDefault(host, List.of()));
          }
        });
    return unanswered;
  }

  private boolean await(
      CacheHost host, Future<QueriedPoints> answer, long deadline, QueriedPoints found) {
    try {
      var left = Math.max(0, deadline - nanoTime.getAsLong());
      found.addAll(answer.get(left, TimeUnit.NANOSECONDS));
      host.succeeded();
      return true;
    } catch (TimeoutException _) {
      host.failed("no answer within " + config.timeout().toMillis() / 1000.0 + " s");
    } catch (ExecutionException failure) {
      host.failed(String.valueOf(failure.getCause()));
    } catch (InterruptedException _) {
      // whoever asked has gone: that says nothing about the host
      Thread.currentThread().interrupt();
    } finally {
      answer.cancel(true);
    }
    return false;
  }

  private List<CacheHost> replicasOf(String metric) {
    var replicas = new ArrayList<CacheHost>();
    for (var index : ring.choose(metric)) {
      replicas.add(hosts.get(index));
    }
    return replicas;
  }

  @Override
  public void close() {
    asking.shutdownNow();
    hosts.forEach(CacheHost::close);
  }
}
