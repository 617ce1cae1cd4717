// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs a daemon until it is told to stop: what was opened is closed in reverse order on the first
/// SIGTERM or SIGINT; a second one ends the process at once.
final class LifeCycle {

  private static final Logger LOG = System.getLogger(LifeCycle.class.getName());

  /// Exit status of a process that was told twice: as a shell reports a process killed by SIGTERM.
  private static final int STOPPED_AT_ONCE = 143;

  private final Deque<Step> steps = new ArrayDeque<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final AtomicInteger told = new AtomicInteger();

  private final List<Runnable> reloads = new CopyOnWriteArrayList<>();

  private record Step(String name, AutoCloseable closeable) {}

  /// From now on signals are noticed: a daemon that is told to stop while it starts closes what it
  /// has opened.
  LifeCycle() {
    Signals.onSignal(
        name -> {
          if (told.incrementAndGet() == 1) {
            LOG.log(Level.INFO, "SIG" + name + ": draining; send it again to stop at once");
            stop.countDown();
          } else {
            LOG.log(Level.WARNING, "SIG" + name + " again: stopping at once");
            halt();
          }
        },
        "TERM",
        "INT");
    Signals.onSignal(
        name -> {
          LOG.log(Level.INFO, "SIG" + name + ": reading the configuration again");
          reloads.forEach(Runnable::run);
        },
        "HUP");
  }

  /// Adds something to close on the way out. Steps are closed last in, first out.
  <T extends AutoCloseable> T closeLater(String name, T opened) {
    steps.push(new Step(name, opened));
    return opened;
  }

  /// Adds something to do on SIGHUP.
  void onReload(Runnable reload) {
    reloads.add(reload);
  }

  /// Blocks until the process is told to stop, then closes everything.
  ///
  /// @return the exit status: 0 if every step closed well, else 1
  int runUntilStopped() {
    try {
      stop.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return closeAll();
  }

  /// Closes everything that was opened so far, after a failed start too.
  int closeAll() {
    var status = 0;
    while (!steps.isEmpty()) {
      var step = steps.pop();
      try {
        step.closeable().close();
      } catch (Exception e) {
        LOG.log(Level.ERROR, step.name() + ": did not close well", e);
        status = 1;
      }
    }
    return status;
  }

  private static void halt() {
    Runtime.getRuntime().halt(STOPPED_AT_ONCE);
  }
}
