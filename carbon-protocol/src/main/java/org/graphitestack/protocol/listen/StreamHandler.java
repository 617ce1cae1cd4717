// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.RejectedInput;
import org.jspecify.annotations.Nullable;

/// One TCP connection: every read becomes one batch of points.
final class StreamHandler extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = System.getLogger(StreamHandler.class.getName());

  /// Carbon's LOG_LISTENER_CONN_SUCCESS and _LOST turn these loggers on.
  private static final Logger OPENED = System.getLogger("graphite.connections.opened");

  private static final Logger LOST = System.getLogger("graphite.connections.lost");

  private final PointListener listener;
  private final LoopState loop;
  private final PointStream stream;
  private final RejectedInput rejected;

  private boolean letIn;
  private int unfinished;
  private long framesSeen;
  private long lastPointNanos;
  private @Nullable ScheduledFuture<?> idleCheck;

  StreamHandler(
      PointListener listener, LoopState loop, PointStream stream, RejectedInput rejected) {
    this.rejected = rejected;
    this.listener = listener;
    this.loop = loop;
    this.stream = stream;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    letIn = listener.counters().opened(listener.config().maxConnections());
    if (!letIn) {
      LOG.log(
          Level.DEBUG,
          () ->
              listener + ": refused " + context.channel().remoteAddress() + ", too many are open");
      var _ = context.close();
      return;
    }
    OPENED.log(Level.DEBUG, () -> listener + ": " + context.channel().remoteAddress() + " came");
    listener.flow().add(context.channel());
    lastPointNanos = context.executor().ticker().nanoTime();
    listener.config().idleTimeout().ifPresent(timeout -> checkIdleIn(context, timeout.toNanos()));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    listener.counters().closed();
    LOST.log(Level.DEBUG, () -> listener + ": " + context.channel().remoteAddress() + " went");
    listener.unfinished().addAndGet(-unfinished);
    unfinished = 0;
    if (idleCheck != null) {
      idleCheck.cancel(false);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var buffer = (ByteBuf) message;
    try {
      if (letIn && !read(context, buffer)) {
        letIn = false;
        var _ = context.close();
      } else if (!loop.points.isEmpty()) {
        lastPointNanos = context.executor().ticker().nanoTime();
      }
    } finally {
      loop.points.clear();
      buffer.release();
    }
  }

  /// The sender has sent everything and waits for the end: it comes when nothing of that can be
  /// lost any more.
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      listener
          .sink()
          .whenDurable(
              () ->
                  context
                      .executor()
                      .execute(
                          () -> {
                            var _ = context.close();
                          }));
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    stream.writable(context);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException || cause instanceof DecoderException) {
      LOG.log(Level.DEBUG, () -> listener + ": " + context.channel().remoteAddress(), cause);
    } else {
      LOG.log(Level.ERROR, listener + ": " + context.channel().remoteAddress(), cause);
    }
    var _ = context.close();
  }

  /// Parses all bytes and hands over their points.
  ///
  /// @return false if the connection has to be closed
  private boolean read(ChannelHandlerContext context, ByteBuf buffer) {
    var readable = buffer.readableBytes();
    var followable = true;
    while (followable && buffer.isReadable()) {
      var piece = Math.min(buffer.readableBytes(), loop.bytes.length);
      buffer.readBytes(loop.bytes, 0, piece);
      followable = stream.parse(loop.bytes, 0, piece, loop.points);
    }
    listener.counters().read(readable, stream.frames() - framesSeen, loop.points.size());
    framesSeen = stream.frames();
    if (!loop.points.isEmpty()) {
      listener.sink().accept(loop.points);
    }
    stream.accepted(context, listener.sink());
    return followable && roomForUnfinished();
  }

  private boolean roomForUnfinished() {
    var before = unfinished;
    unfinished = stream.unfinished();
    var all = listener.unfinished().addAndGet(unfinished - before);
    if (unfinished > before && all > PointListener.MAX_UNFINISHED) {
      rejected.rejected(RejectReason.UNFINISHED_INPUT_LIMIT, loop.bytes, 0, 0);
      return false;
    }
    return true;
  }

  private void checkIdleIn(ChannelHandlerContext context, long nanos) {
    idleCheck = context.executor().schedule(() -> checkIdle(context), nanos, TimeUnit.NANOSECONDS);
  }

  /// While reading is paused nobody is idle: it is we who do not listen.
  private void checkIdle(ChannelHandlerContext context) {
    var timeout = listener.config().idleTimeout().orElseThrow().toNanos();
    var now = context.executor().ticker().nanoTime();
    if (listener.flow().paused()) {
      lastPointNanos = now;
    }
    var left = timeout - (now - lastPointNanos);
    if (left > 0) {
      checkIdleIn(context, left);
      return;
    }
    listener.counters().idle();
    var _ = context.close();
  }
}
