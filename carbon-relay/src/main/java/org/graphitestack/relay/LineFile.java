// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A file that lines are appended to: carbon-c-relay's cluster kind `file`. Thread-safe.
///
/// Opened when it is first written to, and anew after a failure, so that a disk that comes back is
/// used again. A file that was moved away goes on being written until the next reload.
final class LineFile implements AutoCloseable {

  private static final Logger LOG = System.getLogger(LineFile.class.getName());

  private final Path path;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable FileChannel channel;
  private boolean failing;

  LineFile(Path path) {
    this.path = path;
  }

  /// Appends lines.
  ///
  /// @return whether they are in the file; why not is logged
  boolean append(ByteBuffer lines) {
    lock.lock();
    try {
      var out = channel;
      if (out == null) {
        out =
            FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND);
        channel = out;
      }
      while (lines.hasRemaining()) {
        out.write(lines);
      }
      failing = false;
      return true;
    } catch (IOException failure) {
      if (!failing) {
        LOG.log(Level.WARNING, path + ": cannot be appended to: " + failure.getMessage(), failure);
      }
      failing = true;
      close();
      return false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      var open = channel;
      channel = null;
      if (open != null) {
        open.close();
      }
    } catch (IOException failure) {
      LOG.log(Level.WARNING, path + ": did not close well", failure);
    } finally {
      lock.unlock();
    }
  }
}
