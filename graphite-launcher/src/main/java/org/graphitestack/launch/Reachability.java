// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Connects to hosts, all at once, and says which do not answer. Nothing is sent.
final class Reachability {

  private static final int TIMEOUT_MILLIS = 3000;

  /// Someone to connect to.
  ///
  /// @param what it is, for messages
  record Peer(String what, String host, int port) {}

  private Reachability() {}

  /// A sentence for each that cannot be reached.
  static List<String> unreachable(List<Peer> peers) {
    var sentences = new ArrayList<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<String>>> answers =
          peers.stream().distinct().map(peer -> threads.submit(() -> tried(peer))).toList();
      for (var answer : answers) {
        answer.get().ifPresent(sentences::add);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("interrupted while connecting", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return sentences;
  }

  private static Optional<String> tried(Peer peer) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(peer.host(), peer.port()), TIMEOUT_MILLIS);
      return Optional.empty();
    } catch (IOException | IllegalArgumentException failure) {
      return Optional.of(
          peer.what()
              + " "
              + peer.host()
              + ":"
              + peer.port()
              + ": "
              + (failure instanceof java.net.UnknownHostException
                  ? "unknown host"
                  : failure.getMessage())
              + " (expected: someone who listens)");
    }
  }
}
