// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.graphitestack.protocol.PointEncoder;
import org.graphitestack.protocol.compress.Compression;
import org.graphitestack.protocol.line.LineEncoder;
import org.graphitestack.protocol.pickle.PickleEncoder;
import org.graphitestack.protocol.protobuf.ProtobufEncoder;
import org.graphitestack.relay.route.Destination;
import org.graphitestack.relay.route.DestinationOptions;
import org.graphitestack.relay.route.DestinationOptions.Format;
import org.graphitestack.relay.route.TlsOptions;

/// Knows how each destination is spoken to.
public final class Diallers {

  private Diallers() {}

  /// Dials a destination the way its options say.
  ///
  /// @throws IllegalArgumentException if they contradict each other
  /// @throws IOException if a file they name cannot be used; the message says which and why
  public static Dialler to(Destination destination, DeliveryOptions delivery, LongSupplier nanoTime)
      throws IOException {
    requireSensible(destination);
    var tls = destination.options().tls();
    if (tls != null) {
      requireUsable(destination, tls);
    }
    return () -> {
      var connection = Connection.open(destination.host(), destination.port(), delivery, nanoTime);
      try {
        var link =
            tls == null
                ? connection
                : TlsLink.open(connection, tls, destination, delivery.connectTimeout(), nanoTime);
        return wire(link, destination.options(), delivery, nanoTime);
      } catch (IOException | RuntimeException failure) {
        connection.close();
        throw failure;
      }
    };
  }

  private static void requireSensible(Destination destination) {
    var options = destination.options();
    if (options.format() == Format.ACKNOWLEDGED && options.compression() != Compression.NONE) {
      throw new IllegalArgumentException(
          destination.name()
              + ": acknowledged delivery with compression "
              + options.compression().label()
              + " (expected: without compression)");
    }
  }

  /// What is wrong with files is said at the start, not when the destination is dialled.
  private static void requireUsable(Destination destination, TlsOptions tls) throws IOException {
    try {
      var _ = TlsLink.client(tls);
    } catch (IOException unusable) {
      throw new IOException(destination.name() + ": " + unusable.getMessage(), unusable);
    }
  }

  private static Wire wire(
      Link link, DestinationOptions options, DeliveryOptions delivery, LongSupplier nanoTime)
      throws IOException {
    if (options.format() == Format.ACKNOWLEDGED) {
      return AckWire.open(link, delivery, nanoTime);
    }
    var isBare = options.compression() == Compression.NONE && options.tls() == null;
    if (options.format() == Format.PLAINTEXT && isBare) {
      return new PlainWire(link);
    }
    var out = out(link);
    return new EncodedWire(
        link,
        options.compression() == Compression.NONE ? out : options.compression().compress(out),
        encoder(options, delivery));
  }

  private static PointEncoder encoder(DestinationOptions options, DeliveryOptions delivery) {
    return switch (options.format()) {
      case PLAINTEXT, ACKNOWLEDGED -> new LineEncoder(Integer.MAX_VALUE);
      case PICKLE -> new PickleEncoder(delivery.pointsPerMessage());
      case PROTOBUF -> new ProtobufEncoder(delivery.pointsPerMessage());
    };
  }

  private static OutputStream out(Link link) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        link.write(ByteBuffer.wrap(bytes, offset, length));
      }
    };
  }
}
