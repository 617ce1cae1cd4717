// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import io.netty.channel.ChannelHandlerContext;
import java.time.InstantSource;
import org.graphitestack.protocol.PointSink;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.RejectedInput;
import org.graphitestack.protocol.ack.AckReceiver;
import org.graphitestack.protocol.frame.FrameReader;
import org.graphitestack.protocol.line.LineParser;

/// The parser of one TCP connection, whatever it speaks.
sealed interface PointStream permits PointStream.Lines, PointStream.Frames, AcknowledgedStream {

  /// Reads the next piece.
  ///
  /// @return false if the stream cannot be followed any further
  boolean parse(byte[] bytes, int offset, int length, ReceivedPoints into);

  /// Bytes held of what has begun and not ended, if they can be many.
  int unfinished();

  /// Frames read so far.
  long frames();

  /// The points of a read were handed to the sink: what is to be answered can be answered now.
  default void accepted(ChannelHandlerContext context, PointSink sink) {}

  /// The connection takes answers again.
  default void writable(ChannelHandlerContext context) {}

  /// A stream for a new connection.
  static PointStream of(
      PointListener listener, LoopState loop, InstantSource clock, RejectedInput rejected) {
    var config = listener.config();
    return switch (config.protocol()) {
      case LINE, LINE_UDP, HTTP -> new Lines(new LineParser(clock, rejected));
      case PICKLE -> new Frames(new FrameReader(config.maxFrame(), loop.pickles, rejected));
      case PROTOBUF -> new Frames(new FrameReader(config.maxFrame(), loop.protobufs, rejected));
      case ACKNOWLEDGED ->
          new AcknowledgedStream(
              new AckReceiver(new LineParser(clock, rejected), listener.durableIds(), rejected));
    };
  }

  /// Plaintext.
  record Lines(LineParser parser) implements PointStream {
    @Override
    public boolean parse(byte[] bytes, int offset, int length, ReceivedPoints into) {
      parser.parse(bytes, offset, length, into);
      return true;
    }

    @Override
    public int unfinished() {
      return 0;
    }

    @Override
    public long frames() {
      return 0;
    }
  }

  /// Frames of pickles or protobuf messages.
  record Frames(FrameReader parser) implements PointStream {
    @Override
    public boolean parse(byte[] bytes, int offset, int length, ReceivedPoints into) {
      return parser.parse(bytes, offset, length, into);
    }

    @Override
    public int unfinished() {
      return parser.unfinished();
    }

    @Override
    public long frames() {
      return parser.frames();
    }
  }
}
