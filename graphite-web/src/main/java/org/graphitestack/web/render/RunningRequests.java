// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The same request while it is being computed: who asks it again waits for that answer instead of
/// computing another. Only a computation that began a moment ago is joined, so that a point is
/// visible that moment after it was accepted at the latest. Thread-safe.
final class RunningRequests {

  /// How long after its beginning a computation may be joined.
  static final long JOINED_FOR_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long POLL_MILLIS = 50;

  private final ConcurrentHashMap<Asked, Running> running = new ConcurrentHashMap<>();
  private final LongAdder joined = new LongAdder();
  private final LongSupplier nanoTime;

  RunningRequests(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// The answer to a request, computed here or elsewhere.
  ///
  /// @param gone whether nobody waits for this answer any more
  Rendering get(
      RenderRequest request,
      Freshness freshness,
      BooleanSupplier gone,
      Supplier<Rendering> compute) {
    var asked = new Asked(request, freshness);
    var mine = new Running(nanoTime.getAsLong());
    while (true) {
      var other = running.putIfAbsent(asked, mine);
      if (other == null) {
        return computed(asked, mine, compute);
      }
      if (nanoTime.getAsLong() - other.began > JOINED_FOR_NANOS) {
        return compute.get();
      }
      if (other.join()) {
        joined.increment();
        var shared = awaited(other, gone);
        if (shared != null) {
          return shared;
        }
        joined.decrement();
      }
    }
  }

  private Rendering computed(Asked asked, Running mine, Supplier<Rendering> compute) {
    try {
      var rendering = compute.get();
      mine.complete(rendering);
      return rendering;
    } catch (RuntimeException | Error failed) {
      mine.future.completeExceptionally(failed);
      throw failed;
    } finally {
      running.remove(asked, mine);
    }
  }

  /// Null if the other one gave up.
  private static @Nullable Rendering awaited(Running other, BooleanSupplier gone) {
    while (true) {
      try {
        return other.future.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        if (gone.getAsBoolean()) {
          other.leave();
          throw new RenderAbandonedException("an answer shared with others");
        }
      } catch (InterruptedException interrupted) {
        other.leave();
        Thread.currentThread().interrupt();
        throw new InvalidRenderException("interrupted while computing");
      } catch (ExecutionException failed) {
        if (failed.getCause() instanceof InvalidRenderException refused) {
          throw refused;
        }
        return null;
      }
    }
  }

  /// Requests that were answered by the computation of another, or wait for that.
  long joined() {
    return joined.sum();
  }

  /// What is kept may answer one that allows it and not one that does not.
  private record Asked(RenderRequest request, Freshness freshness) {}

  /// A computation and those who wait for it. The one who computes takes a share for each of them
  /// before anyone sees the answer, so that it is not closed too early.
  private static final class Running {

    private final CompletableFuture<Rendering> future = new CompletableFuture<>();
    private final long began;
    private int waiting;

    Running(long began) {
      this.began = began;
    }

    /// Whether it was not over yet, and one more waits for it now.
    synchronized boolean join() {
      if (future.isDone()) {
        return false;
      }
      waiting++;
      return true;
    }

    synchronized void complete(Rendering rendering) {
      for (var i = 0; i < waiting; i++) {
        rendering.share();
      }
      future.complete(rendering);
    }

    /// One who waited does so no more.
    synchronized void leave() {
      if (!future.isDone()) {
        waiting--;
      } else if (!future.isCompletedExceptionally()) {
        future.join().close();
      }
    }
  }
}
