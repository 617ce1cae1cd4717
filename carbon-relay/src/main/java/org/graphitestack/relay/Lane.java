// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay;

import java.io.IOException;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.graphitestack.relay.destination.DeliveryOptions;
import org.graphitestack.relay.destination.Diallers;
import org.graphitestack.relay.destination.Runner;
import org.graphitestack.relay.route.Destination;
import org.graphitestack.relay.spool.Spool;

/// One destination with its spool and its runner.
final class Lane implements AutoCloseable {

  private final Destination destination;
  private final Spool spool;
  private final Runner runner;

  private Lane(Destination destination, Spool spool, Runner runner) {
    this.destination = destination;
    this.spool = spool;
    this.runner = runner;
  }

  /// Starts to deliver a spool.
  static Lane start(
      Destination destination,
      Spool spool,
      DeliveryOptions delivery,
      InstantSource clock,
      LongSupplier nanoTime)
      throws IOException {
    var dialler = Diallers.to(destination, delivery, nanoTime);
    return new Lane(
        destination,
        spool,
        Runner.start(destination.name(), spool, dialler, delivery, clock, nanoTime));
  }

  Destination destination() {
    return destination;
  }

  Spool spool() {
    return spool;
  }

  Runner runner() {
    return runner;
  }

  @Override
  public void close() throws IOException {
    runner.close();
    spool.close();
  }
}
