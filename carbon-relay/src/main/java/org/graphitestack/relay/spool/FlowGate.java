// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Shuts the door to senders while any spool holds a batch it has no room for. Thread-safe.
public final class FlowGate {

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Runnable> whenOpen = new ArrayList<>();
  private Consumer<Boolean> listeners = _ -> {};
  private int holding;
  private long shutTimes;

  /// Says who reads from senders.
  ///
  /// @param pause called with true to stop reading and false to go on; at once if it is shut now
  public void attach(Consumer<Boolean> pause) {
    lock.lock();
    try {
      listeners = pause;
      if (holding > 0) {
        listeners.accept(true);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Whether senders wait.
  public boolean isShut() {
    lock.lock();
    try {
      return holding > 0;
    } finally {
      lock.unlock();
    }
  }

  /// How often senders were made to wait.
  public long shutTimes() {
    lock.lock();
    try {
      return shutTimes;
    } finally {
      lock.unlock();
    }
  }

  /// Runs an action when every batch that was accepted so far is in its spools: at once if the gate
  /// is open.
  public void whenOpen(Runnable action) {
    lock.lock();
    try {
      if (holding > 0) {
        whenOpen.add(action);
        return;
      }
    } finally {
      lock.unlock();
    }
    action.run();
  }

  void hold() {
    lock.lock();
    try {
      if (holding++ == 0) {
        shutTimes++;
        listeners.accept(true);
      }
    } finally {
      lock.unlock();
    }
  }

  void release() {
    List<Runnable> due;
    lock.lock();
    try {
      if (--holding > 0) {
        return;
      }
      listeners.accept(false);
      due = List.copyOf(whenOpen);
      whenOpen.clear();
    } finally {
      lock.unlock();
    }
    due.forEach(Runnable::run);
  }
}
