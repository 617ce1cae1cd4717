// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.time.InstantSource;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.line.LineParser;
import org.jspecify.annotations.Nullable;

/// Lines in datagrams: every datagram becomes one batch of points.
///
/// Datagrams cannot be held back, so while senders are asked to wait they are read, refused and
/// counted line by line; left in the socket they would vanish uncounted.
final class DatagramHandler extends SimpleChannelInboundHandler<DatagramPacket> {

  private static final Logger LOG = System.getLogger(DatagramHandler.class.getName());

  private final PointListener listener;
  private final LoopState loop;
  private final LineParser parser;
  private @Nullable SocketAddress sender;

  DatagramHandler(PointListener listener, LoopState loop, InstantSource clock) {
    this.listener = listener;
    this.loop = loop;
    this.parser = new LineParser(clock, this::rejected);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
    sender = packet.sender();
    var content = packet.content();
    var length = Math.min(content.readableBytes(), loop.bytes.length);
    content.readBytes(loop.bytes, 0, length);
    if (listener.flow().paused()) {
      listener.counters().read(length, 1, 0);
      listener
          .rejects()
          .rejected(
              RejectReason.FLOW_CONTROL, lines(loop.bytes, length), sender, loop.bytes, 0, length);
      return;
    }
    try {
      parser.parseDatagram(loop.bytes, 0, length, loop.points);
      listener.counters().read(length, 1, loop.points.size());
      if (!loop.points.isEmpty()) {
        listener.sink().accept(loop.points);
      }
    } finally {
      loop.points.clear();
    }
  }

  private void rejected(RejectReason reason, byte[] bytes, int offset, int length) {
    listener.rejects().rejected(reason, 1, sender, bytes, offset, length);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.log(Level.ERROR, listener.toString(), cause);
  }

  private static long lines(byte[] bytes, int length) {
    var lines = length > 0 && bytes[length - 1] != '\n' ? 1L : 0L;
    for (var i = 0; i < length; i++) {
      lines += bytes[i] == '\n' ? 1 : 0;
    }
    return lines;
  }
}
