// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.compress.DamagedStreamException;
import org.graphitestack.protocol.compress.Decompressor;

/// Undoes the compression of one connection, in pieces of 16 KiB that are parsed before the next
/// one is made.
///
/// A few bytes can inflate to a thousand times as many. So while senders are asked to wait, and
/// after a megabyte in one go, the compressed rest of a read stays as it is and nothing more is
/// read from the socket:
///
/// ```
///           a read                         used up
/// reading ----------> inflating ------------------------------> reading
///                      |     ^ next turn of the loop, resumed
///                      v     |
///                    holding the compressed rest
/// ```
final class InflateHandler extends ChannelDuplexHandler {

  private static final Logger LOG = System.getLogger(InflateHandler.class.getName());

  /// Compressed bytes given to the decompressor at once.
  private static final int PIECE = 4096;

  private static final int INFLATED_PIECE = 16_384;
  private static final int INFLATED_PER_TURN = 1 << 20;

  /// What the last bytes of a closed connection may inflate to. They cannot wait for another turn.
  private static final int INFLATED_AT_END = 64 << 20;

  private final PointListener listener;
  private final Decompressor decompressor;
  private final Queue<ByteBuf> compressed = new ArrayDeque<>();
  private final byte[] piece = new byte[PIECE];
  private final byte[] inflated;

  /// Whether the decompressor may have more to give for the piece it has.
  private boolean inPiece;

  /// Bytes of the current piece.
  private int fed;

  private boolean scheduled;
  private boolean ended;
  private boolean over;

  /// @param inflated room for a piece, shared by all connections of the loop
  InflateHandler(PointListener listener, Decompressor decompressor, byte[] inflated) {
    this.listener = listener;
    this.decompressor = decompressor;
    this.inflated = inflated;
  }

  /// Room for one inflated piece.
  static byte[] room() {
    return new byte[INFLATED_PIECE];
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var buffer = (ByteBuf) message;
    if (over) {
      buffer.release();
      return;
    }
    compressed.add(buffer);
    if (compressed.size() == 1 && !inPiece) {
      inflate(context);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == FlowSwitch.Resumed.EVENT) {
      inflate(context);
      return;
    }
    if (event instanceof ChannelInputShutdownEvent) {
      ended = true;
      inflate(context);
    }
    context.fireUserEventTriggered(event);
  }

  /// What came before the end is still passed on, paused or not: nobody could be held back by
  /// waiting.
  @Override
  public void channelInactive(ChannelHandlerContext context) {
    ended = true;
    inflate(context);
    context.fireChannelInactive();
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    end();
    var _ = context.close(promise);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    end();
  }

  private void inflate(ChannelHandlerContext context) {
    try {
      var budget = ended ? INFLATED_AT_END : INFLATED_PER_TURN;
      while (!over && mayGoOn() && budget > 0) {
        var length = inPiece ? decompressor.read(inflated) : 0;
        budget -= length;
        inPiece = length > 0 || nextPiece();
        if (length > 0) {
          context.fireChannelRead(context.alloc().buffer(length).writeBytes(inflated, 0, length));
        } else if (!inPiece) {
          break;
        }
      }
      settle(context);
    } catch (DamagedStreamException damaged) {
      LOG.log(
          Level.DEBUG,
          () -> listener + ": " + context.channel().remoteAddress() + ": " + damaged.getMessage());
      damaged(context);
      end();
      settle(context);
      var _ = context.close();
    }
  }

  private void damaged(ChannelHandlerContext context) {
    listener
        .rejects()
        .from(context.channel().remoteAddress())
        .rejected(RejectReason.DAMAGED_COMPRESSION, piece, 0, fed);
  }

  private boolean mayGoOn() {
    return ended || !listener.flow().paused();
  }

  /// Gives the decompressor the next piece.
  ///
  /// @return false if nothing is left
  private boolean nextPiece() {
    var buffer = compressed.peek();
    while (buffer != null && !buffer.isReadable()) {
      compressed.remove().release();
      buffer = compressed.peek();
    }
    if (buffer == null) {
      return false;
    }
    var length = Math.min(PIECE, buffer.readableBytes());
    buffer.readBytes(piece, 0, length);
    decompressor.feed(piece, 0, length);
    fed = length;
    return true;
  }

  /// Reads on if nothing is left; else sees to it that the rest gets its turn.
  private void settle(ChannelHandlerContext context) {
    var left = inPiece || !compressed.isEmpty();
    if (ended) {
      if (left) {
        damaged(context);
      }
      end();
      return;
    }
    listener.flow().hold(context.channel(), left);
    if (left && mayGoOn() && !scheduled) {
      scheduled = true;
      context
          .executor()
          .execute(
              () -> {
                scheduled = false;
                inflate(context);
              });
    }
  }

  private void end() {
    over = true;
    inPiece = false;
    while (!compressed.isEmpty()) {
      compressed.remove().release();
    }
    decompressor.close();
  }
}
