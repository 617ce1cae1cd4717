// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Asks Linux how much of what was written to a TCP socket the peer's kernel has acknowledged:
/// `tcpi_bytes_acked` of `getsockopt(TCP_INFO)`, see `linux/tcp.h` (Linux 4.1 and later).
///
/// The figure stays what it was when a connection breaks, so it can be asked for afterwards too. It
/// counts the opening of the connection as one byte.
///
/// The file descriptor of a channel is the JDK's own affair; it is told only to processes started
/// with `--add-opens java.base/sun.nio.ch=ALL-UNNAMED`, as `./graphite` does.
final class KernelSocket {

  private static final Logger LOG = System.getLogger(KernelSocket.class.getName());

  private static final int IPPROTO_TCP = 6;
  private static final int TCP_INFO = 11;
  private static final int BYTES_ACKED_OFFSET = 120;
  private static final int INFO_BYTES = 128;

  private static final @Nullable MethodHandle GET_SOCKET_OPTION = findGetSocketOption();
  private static final @Nullable MethodHandle DESCRIPTOR = findDescriptor();

  private KernelSocket() {}

  /// Bytes acknowledged since the connection was made, and one more; -1 if the kernel does not
  /// tell.
  static long bytesAcknowledged(SocketChannel channel) {
    var getSocketOption = GET_SOCKET_OPTION;
    var descriptor = DESCRIPTOR;
    if (getSocketOption == null || descriptor == null) {
      return -1;
    }
    try (var arena = Arena.ofConfined()) {
      var info = arena.allocate(INFO_BYTES, Long.BYTES);
      var length = arena.allocate(ValueLayout.JAVA_INT);
      length.set(ValueLayout.JAVA_INT, 0, INFO_BYTES);
      var result =
          (int)
              getSocketOption.invokeExact(
                  (int) descriptor.invokeExact(channel), IPPROTO_TCP, TCP_INFO, info, length);
      if (result != 0 || length.get(ValueLayout.JAVA_INT, 0) < INFO_BYTES) {
        return -1;
      }
      return info.get(ValueLayout.JAVA_LONG, BYTES_ACKED_OFFSET);
    } catch (Throwable failure) {
      LOG.log(Level.DEBUG, "TCP_INFO", failure);
      return -1;
    }
  }

  @SuppressWarnings("restricted") // the product is started with --enable-native-access
  private static @Nullable MethodHandle findGetSocketOption() {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
      return null;
    }
    var linker = Linker.nativeLinker();
    var words =
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.ADDRESS);
    return linker
        .defaultLookup()
        .find("getsockopt")
        .map(symbol -> linker.downcallHandle(symbol, words))
        .orElse(null);
  }

  private static @Nullable MethodHandle findDescriptor() {
    try {
      var type = Class.forName("sun.nio.ch.SelChImpl");
      var method = type.getMethod("getFDVal");
      method.setAccessible(true);
      return MethodHandles.lookup()
          .unreflect(method)
          .asType(MethodType.methodType(int.class, SocketChannel.class));
    } catch (ReflectiveOperationException | RuntimeException failure) {
      LOG.log(
          Level.WARNING,
          "the kernel can't be asked what a peer has acknowledged ("
              + failure.getMessage()
              + "); after a broken connection the last "
              + TcpAcknowledgement.REWIND_WINDOW
              + " bytes are sent again");
      return null;
    }
  }
}
