// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// Makes a path free for a unix socket. A daemon that was killed leaves its socket file behind;
/// only that is removed, and only if nobody answers there.
final class UnixSocketFile {

  private static final int TYPE_MASK = 0170000;
  private static final int SOCKET_TYPE = 0140000;

  private UnixSocketFile() {}

  static void free(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!isSocket(path)) {
      throw new IOException(path + " is no socket (expected: nothing there, or a socket)");
    }
    if (answers(path)) {
      throw new IOException(path + " is in use: somebody answers there");
    }
    Files.delete(path);
  }

  private static boolean isSocket(Path path) throws IOException {
    var mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    return (mode & TYPE_MASK) == SOCKET_TYPE;
  }

  private static boolean answers(Path path) {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(path));
    } catch (IOException _) {
      return false;
    }
  }
}
