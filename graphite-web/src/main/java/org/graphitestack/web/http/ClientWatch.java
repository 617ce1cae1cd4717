// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.http.Context;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.eclipse.jetty.ee10.servlet.ServletApiRequest;
import org.jspecify.annotations.Nullable;

/// Whether the client of a request has gone. Looks at the connection every now and then, however
/// often it is asked. Thread-safe.
final class ClientWatch implements BooleanSupplier {

  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final @Nullable WatchedEndPoint connection;
  private final LongSupplier nanoTime;
  private final AtomicLong nextLook;
  private volatile boolean gone;

  private ClientWatch(@Nullable WatchedEndPoint connection, LongSupplier nanoTime) {
    this.connection = connection;
    this.nanoTime = nanoTime;
    this.nextLook = new AtomicLong(nanoTime.getAsLong() + LOOK_EVERY_NANOS);
  }

  /// The watch over a request that has been read.
  static ClientWatch of(Context context, LongSupplier nanoTime) {
    return new ClientWatch(connection(context.req()), nanoTime);
  }

  private static @Nullable WatchedEndPoint connection(ServletRequest request) {
    var inner = request;
    while (inner instanceof ServletRequestWrapper wrapper) {
      inner = wrapper.getRequest();
    }
    return inner instanceof ServletApiRequest api
            && api.getRequest().getConnectionMetaData().getConnection().getEndPoint()
                instanceof WatchedEndPoint watched
        ? watched
        : null;
  }

  @Override
  public boolean getAsBoolean() {
    var due = nextLook.get();
    var now = nanoTime.getAsLong();
    if (!gone
        && connection != null
        && now - due >= 0
        && nextLook.compareAndSet(due, now + LOOK_EVERY_NANOS)) {
      gone = connection.clientGone();
    }
    return gone;
  }
}
