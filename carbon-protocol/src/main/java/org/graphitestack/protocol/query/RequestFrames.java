// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.query;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.util.concurrent.atomic.AtomicLong;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.RejectedInput;

/// Cuts a connection into requests, and sees to it that all connections together hold a bounded
/// number of bytes of requests that have not ended.
final class RequestFrames extends LengthFieldBasedFrameDecoder {

  private static final int LENGTH = 4;
  private static final byte[] NOTHING = {};

  /// Bytes of unfinished requests that all connections may hold together.
  static final long MAX_UNFINISHED = 128L << 20;

  private final AtomicLong allUnfinished;
  private final RejectedInput rejected;
  private int unfinished;

  RequestFrames(int maxRequest, AtomicLong allUnfinished, RejectedInput rejected) {
    super(maxRequest + LENGTH, 0, LENGTH, 0, LENGTH);
    this.allUnfinished = allUnfinished;
    this.rejected = rejected;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) throws Exception {
    var before = unfinished;
    unfinished = actualReadableBytes();
    var all = allUnfinished.addAndGet(unfinished - (long) before);
    if (unfinished > before && all > MAX_UNFINISHED) {
      rejected.rejected(RejectReason.UNFINISHED_INPUT_LIMIT, NOTHING, 0, 0);
      var _ = context.close();
    }
    super.channelReadComplete(context);
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext context) {
    allUnfinished.addAndGet(-(long) unfinished);
    unfinished = 0;
  }
}
