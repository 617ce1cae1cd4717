// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.graphitestack.web.cluster.Gathered.Missing;

/// Servers whose part an answer lacks, and storage of this one that does not answer; collected
/// while one request is answered. Thread-safe.
public final class MissingServers {

  private final TreeMap<String, Missing> byServer = new TreeMap<>();

  /// Notes who is missing, if the answer is not whole without them.
  public void note(Gathered<?> gathered) {
    if (!gathered.whole()) {
      gathered.missing().forEach(this::note);
    }
  }

  /// Notes all that another part of the request notes.
  public void addAll(MissingServers others) {
    others.list().forEach(this::note);
  }

  /// Notes storage of this server that does not answer.
  public void note(String store, String reason) {
    note(new Missing(store, reason));
  }

  /// The error of an answer that says nothing for want of them.
  public UnreachableException unreachable() {
    return new UnreachableException("no answer from " + line());
  }

  private synchronized void note(Missing missing) {
    byServer.putIfAbsent(missing.server(), missing);
  }

  public synchronized boolean isEmpty() {
    return byServer.isEmpty();
  }

  /// Those missing, by name.
  public synchronized List<Missing> list() {
    return List.copyOf(byServer.values());
  }

  /// All of them in one line of plain characters, as a header has it.
  public String line() {
    return list().stream()
        .map(Missing::toString)
        .collect(Collectors.joining(", "))
        .replaceAll("[^\\x20-\\x7e]", "?");
  }
}
