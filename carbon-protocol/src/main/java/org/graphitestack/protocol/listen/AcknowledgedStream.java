// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import io.netty.channel.ChannelHandlerContext;
import java.nio.ByteBuffer;
import org.graphitestack.protocol.PointSink;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.ack.AckReceiver;

/// A connection whose batches are answered once their points are durable. Everything but the sink's
/// word happens on the connection's event loop.
final class AcknowledgedStream implements PointStream {

  private static final long NONE = -1;

  private final AckReceiver receiver;
  private boolean greets;
  private boolean batchEnded;

  /// The last batch that is durable, and the last that was answered.
  private long durable = NONE;

  private long answered = NONE;
  private long batches;

  AcknowledgedStream(AckReceiver receiver) {
    this.receiver = receiver;
  }

  @Override
  public boolean parse(byte[] bytes, int offset, int length, ReceivedPoints into) {
    var in = ByteBuffer.wrap(bytes, offset, length);
    while (true) {
      switch (receiver.read(in, into)) {
        case MORE -> {
          return true;
        }
        case HELLO -> greets = true;
        case BATCH -> {
          batches++;
          batchEnded = true;
        }
        case BROKEN -> {
          greets = receiver.isOtherVersion();
          return false;
        }
      }
    }
  }

  @Override
  public int unfinished() {
    return 0;
  }

  @Override
  public long frames() {
    return batches;
  }

  @Override
  public void accepted(ChannelHandlerContext context, PointSink sink) {
    if (greets) {
      greets = false;
      var welcome = ByteBuffer.allocate(AckReceiver.welcomeLength());
      receiver.welcome(welcome);
      write(context, welcome);
    }
    if (batchEnded) {
      batchEnded = false;
      var id = receiver.batch();
      sink.whenDurable(
          () -> {
            if (context.executor().inEventLoop()) {
              durable(context, id);
            } else {
              context.executor().execute(() -> durable(context, id));
            }
          });
    }
  }

  /// Receipts stand for all before them, so a sender that does not read them gets one later.
  @Override
  public void writable(ChannelHandlerContext context) {
    if (durable > answered && context.channel().isWritable()) {
      answered = durable;
      var receipt = ByteBuffer.allocate(AckReceiver.acknowledgeLength());
      AckReceiver.acknowledge(durable, receipt);
      write(context, receipt);
    }
  }

  private void durable(ChannelHandlerContext context, long id) {
    durable = Math.max(durable, id);
    receiver.remember(durable);
    writable(context);
  }

  private static void write(ChannelHandlerContext context, ByteBuffer bytes) {
    var buffer = context.alloc().buffer(bytes.position()).writeBytes(bytes.flip());
    var _ = context.writeAndFlush(buffer);
  }
}
