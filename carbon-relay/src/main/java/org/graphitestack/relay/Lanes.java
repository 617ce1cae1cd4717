// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.graphitestack.log.LogEnvironment;
import org.graphitestack.log.LogMaintenance;
import org.graphitestack.relay.destination.DeliveryOptions;
import org.graphitestack.relay.destination.Diallers;
import org.graphitestack.relay.route.Destination;
import org.graphitestack.relay.spool.FlowGate;
import org.graphitestack.relay.spool.Spool;
import org.graphitestack.relay.spool.SpoolFigures;
import org.graphitestack.relay.spool.SpoolOptions;

/// The lanes of a relay: those routes lead to, and those of destinations a reload has removed,
/// which go on until they are empty. Thread-safe.
final class Lanes implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Lanes.class.getName());

  private final SpoolOptions options;
  private final DeliveryOptions delivery;
  private final LogEnvironment environment;
  private final LogMaintenance maintenance;
  private final FlowGate gate;
  private final InstantSource clock;
  private final LongSupplier nanoTime;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Lane> active = new LinkedHashMap<>();
  private final Map<String, Lane> retiring = new LinkedHashMap<>();
  private SpoolFigures gone = SpoolFigures.NONE;

  Lanes(
      SpoolOptions options,
      DeliveryOptions delivery,
      LogEnvironment environment,
      LogMaintenance maintenance,
      FlowGate gate,
      LongSupplier nanoTime) {
    this.options = options;
    this.delivery = delivery;
    this.environment = environment;
    this.maintenance = maintenance;
    this.gate = gate;
    this.clock = environment.clock();
    this.nanoTime = nanoTime;
  }

  /// Opens lanes for destinations that have none. One that is there already is kept with its
  /// connection, or gets a new runner if it is spoken to differently from now on.
  ///
  /// @return the lanes, in the order of the destinations
  /// @throws IOException if one cannot be opened; the ones before it stay
  List<Lane> open(List<Destination> destinations) throws IOException {
    // options and files that are of no use are found before any lane is changed
    for (var destination : destinations) {
      var _ = Diallers.to(destination, delivery, nanoTime);
    }
    lock.lock();
    try {
      var lanes = new ArrayList<Lane>(destinations.size());
      for (var destination : destinations) {
        var name = destination.name();
        var lane = active.get(name);
        if (lane == null) {
          lane = retiring.remove(name);
        }
        if (lane == null) {
          var spool = Spool.open(name, options, environment, maintenance, gate);
          lane = Lane.start(destination, spool, delivery, clock, nanoTime);
        } else if (!lane.destination().equals(destination)) {
          lane.runner().close();
          lane = Lane.start(destination, lane.spool(), delivery, clock, nanoTime);
        }
        active.put(name, lane);
        lanes.add(lane);
      }
      return lanes;
    } finally {
      lock.unlock();
    }
  }

  /// Lets all lanes but these run empty. No point may be on its way to another one.
  void keep(List<Lane> lanes) {
    lock.lock();
    try {
      for (var name : List.copyOf(active.keySet())) {
        var lane = active.get(name);
        if (lane != null && !lanes.contains(lane)) {
          active.remove(name);
          retiring.put(name, lane);
          LOG.log(
              Level.INFO,
              "{0}: no route leads there any more; {1,number,#} points are still to be delivered",
              name,
              lane.spool().figures().queued());
        }
      }
    } finally {
      lock.unlock();
    }
    closeEmpty();
  }

  /// Closes the lanes that no route leads to and that have nothing left to deliver.
  void closeEmpty() {
    lock.lock();
    try {
      for (var name : List.copyOf(retiring.keySet())) {
        var lane = retiring.get(name);
        if (lane != null && isEmpty(lane)) {
          retiring.remove(name);
          // a closed log no longer tells what its reader has read
          gone = gone.plus(lane.spool().figures());
          close(lane);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// All lanes that are open: those in use first.
  List<Lane> all() {
    lock.lock();
    try {
      var lanes = new ArrayList<>(active.values());
      lanes.addAll(retiring.values());
      return lanes;
    } finally {
      lock.unlock();
    }
  }

  /// Whether no route leads to a lane.
  boolean isRetiring(Lane lane) {
    lock.lock();
    try {
      return retiring.containsValue(lane);
    } finally {
      lock.unlock();
    }
  }

  /// The books of all lanes there were.
  SpoolFigures figures() {
    lock.lock();
    try {
      var sum = gone;
      for (var lane : all()) {
        sum = sum.plus(lane.spool().figures());
      }
      return sum;
    } finally {
      lock.unlock();
    }
  }

  /// Stops all runners, side by side, and closes the spools.
  @Override
  public void close() {
    var lanes = all();
    lanes.forEach(lane -> lane.runner().stop());
    lanes.forEach(Lanes::close);
  }

  private static boolean isEmpty(Lane lane) {
    var figures = lane.spool().figures();
    return figures.queued() == 0 && figures.held() == 0;
  }

  private static void close(Lane lane) {
    try {
      lane.close();
    } catch (IOException failure) {
      LOG.log(Level.WARNING, lane.destination().name() + ": spool did not close well", failure);
    }
  }
}
