// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.query;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.RejectedInput;
import org.graphitestack.protocol.pickle.MalformedPickleException;
import org.graphitestack.protocol.pickle.PickleReader;
import org.graphitestack.protocol.pickle.PickleWriter;

/// One connection: answers its requests one by one, in order.
///
/// A request that may wait for a disk leaves the event loop; what comes behind it waits in line,
/// and nothing more is read. Neither is it while the client does not take its answers.
final class QueryHandler extends SimpleChannelInboundHandler<ByteBuf> {

  private static final Logger LOG = System.getLogger(QueryHandler.class.getName());
  private static final byte[] NOTHING = {};
  private static final int LENGTH = 4;
  private static final int FIRST_BYTES = 256;

  private final CacheAnswers answers;
  private final PickleReader reader;
  private final Executor disk;
  private final RejectedInput rejected;
  private final int maxAnswer;
  private final Queue<CacheQuery> inLine = new ArrayDeque<>();
  private boolean atDisk;
  private boolean over;

  /// @param reader shared by all connections of the loop
  /// @param disk where requests go that may wait
  QueryHandler(
      CacheAnswers answers,
      PickleReader reader,
      Executor disk,
      RejectedInput rejected,
      int maxAnswer) {
    this.answers = answers;
    this.reader = reader;
    this.disk = disk;
    this.rejected = rejected;
    this.maxAnswer = maxAnswer;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf request) {
    if (over) {
      return;
    }
    var bytes = new byte[request.readableBytes()];
    request.readBytes(bytes);
    try {
      var query = CacheQuery.of(reader.read(bytes, 0, bytes.length));
      if (query.isEmpty()) {
        refuse(context, RejectReason.QUERY_SHAPE, bytes);
        return;
      }
      inLine.add(query.get());
    } catch (MalformedPickleException malformed) {
      refuse(context, malformed.reason(), bytes);
      return;
    } finally {
      reader.forget();
    }
    answerNext(context);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    answerNext(context);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    over = true;
    inLine.clear();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    switch (cause) {
      case TooLongFrameException _ -> refuse(context, RejectReason.FRAME_TOO_LONG, NOTHING);
      case DecoderException _ -> refuse(context, RejectReason.QUERY_SHAPE, NOTHING);
      case IOException _ ->
          LOG.log(Level.DEBUG, () -> "query: " + context.channel().remoteAddress(), cause);
      default -> LOG.log(Level.ERROR, "query: " + context.channel().remoteAddress(), cause);
    }
    var _ = context.close();
  }

  private void answerNext(ChannelHandlerContext context) {
    while (!over && !atDisk && context.channel().isWritable() && !inLine.isEmpty()) {
      var query = inLine.remove();
      if (CacheAnswers.mayWait(query)) {
        atDisk = true;
        toDisk(context, query);
      } else {
        send(context, answer(context, query));
      }
    }
    context.channel().config().setAutoRead(!atDisk && context.channel().isWritable());
  }

  private void toDisk(ChannelHandlerContext context, CacheQuery query) {
    try {
      disk.execute(
          () -> {
            try {
              var answer = answer(context, query);
              context.executor().execute(() -> fromDisk(context, answer));
            } catch (RuntimeException failure) {
              context.executor().execute(() -> exceptionCaught(context, failure));
            }
          });
    } catch (RejectedExecutionException _) {
      // the server is being closed
      over = true;
      var _ = context.close();
    }
  }

  private void fromDisk(ChannelHandlerContext context, ByteBuf answer) {
    atDisk = false;
    send(context, answer);
    answerNext(context);
  }

  private ByteBuf answer(ChannelHandlerContext context, CacheQuery query) {
    var out = context.alloc().heapBuffer(FIRST_BYTES, maxAnswer);
    try {
      out.writeInt(0);
      answers.answer(query, out);
    } catch (IndexOutOfBoundsException _) {
      rejected.rejected(RejectReason.QUERY_ANSWER_TOO_LONG, NOTHING, 0, 0);
      out.release();
      out = Unpooled.buffer(FIRST_BYTES).writeInt(0);
      CacheAnswers.error(
          new PickleWriter(out), "answer: more than " + maxAnswer + " bytes (ask for less)");
    } catch (RuntimeException failure) {
      out.release();
      throw failure;
    }
    out.setInt(0, out.readableBytes() - LENGTH);
    return out;
  }

  private void send(ChannelHandlerContext context, ByteBuf answer) {
    if (over) {
      answer.release();
      return;
    }
    var _ = context.writeAndFlush(answer);
  }

  private void refuse(ChannelHandlerContext context, RejectReason reason, byte[] bytes) {
    if (!over) {
      over = true;
      inLine.clear();
      rejected.rejected(reason, bytes, 0, bytes.length);
      var _ = context.close();
    }
  }
}
