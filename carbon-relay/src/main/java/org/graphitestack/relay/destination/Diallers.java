// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import java.util.zip.GZIPOutputStream;
import org.graphitestack.protocol.PointEncoder;
import org.graphitestack.protocol.line.LineEncoder;
import org.graphitestack.protocol.pickle.PickleEncoder;
import org.graphitestack.protocol.protobuf.ProtobufEncoder;
import org.graphitestack.relay.route.Destination;
import org.graphitestack.relay.route.DestinationOptions;
import org.graphitestack.relay.route.DestinationOptions.Compression;
import org.graphitestack.relay.route.DestinationOptions.Format;

/// Knows how each destination is spoken to.
public final class Diallers {

  private static final int COMPRESSED_BUFFER = 64 << 10;

  private Diallers() {}

  /// Dials a destination the way its options say.
  ///
  /// @throws IllegalArgumentException if they ask for something that is not there
  public static Dialler to(
      Destination destination, DeliveryOptions delivery, LongSupplier nanoTime) {
    var options = destination.options();
    requireKnown(destination.name(), options);
    return () -> {
      var connection = Connection.open(destination.host(), destination.port(), delivery, nanoTime);
      try {
        return wire(connection, options, delivery, nanoTime);
      } catch (IOException | RuntimeException failure) {
        connection.close();
        throw failure;
      }
    };
  }

  private static void requireKnown(String name, DestinationOptions options) {
    if (options.tls() != null) {
      throw new IllegalArgumentException(
          name + ": TLS to destinations is not in this version (expected: plain TCP)");
    }
    if (options.compression() != Compression.NONE && options.compression() != Compression.GZIP) {
      throw new IllegalArgumentException(
          name
              + ": compression "
              + options.compression()
              + " to destinations is not in this version (expected: NONE or GZIP)");
    }
    var isBare = options.compression() == Compression.NONE && options.tls() == null;
    if (options.format() == Format.ACKNOWLEDGED && !isBare) {
      throw new IllegalArgumentException(
          name
              + ": acknowledged delivery with "
              + options.compression()
              + " (expected: without compression and TLS)");
    }
  }

  private static Wire wire(
      Connection connection,
      DestinationOptions options,
      DeliveryOptions delivery,
      LongSupplier nanoTime)
      throws IOException {
    if (options.format() == Format.ACKNOWLEDGED) {
      return AckWire.open(connection, delivery, nanoTime);
    }
    if (options.format() == Format.PLAINTEXT && options.compression() == Compression.NONE) {
      return new PlainWire(connection);
    }
    var out = out(connection);
    var stream =
        options.compression() == Compression.GZIP
            ? new GZIPOutputStream(out, COMPRESSED_BUFFER, true)
            : out;
    return new EncodedWire(
        connection, new PlainStream(connection, stream), encoder(options, delivery));
  }

  private static PointEncoder encoder(DestinationOptions options, DeliveryOptions delivery) {
    return switch (options.format()) {
      case PLAINTEXT, ACKNOWLEDGED -> new LineEncoder(Integer.MAX_VALUE);
      case PICKLE -> new PickleEncoder(delivery.pointsPerMessage());
      case PROTOBUF -> new ProtobufEncoder(delivery.pointsPerMessage());
    };
  }

  private static OutputStream out(Connection connection) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        connection.write(ByteBuffer.wrap(bytes, offset, length));
      }
    };
  }

  /// A stream whose peer never answers.
  private record PlainStream(Connection connection, OutputStream out)
      implements EncodedWire.Stream {

    private static final int ANSWER = 256;

    @Override
    public void poll() throws IOException {
      connection.read(ByteBuffer.allocate(ANSWER));
    }

    @Override
    public void close() throws IOException {
      connection.close();
    }
  }
}
