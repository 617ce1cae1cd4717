// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.file;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/// The two calls of the operating system that Python's libraries make and the JDK does not offer:
/// `flock` (FileChannel locks by `fcntl`, which `flock` does not see) and `posix_fallocate`. Both
/// work on a descriptor of their own, opened and closed here. Thread-safe.
public final class Posix {

  /// Gives a lock up.
  public interface HeldLock extends AutoCloseable {
    @Override
    void close();
  }

  private static final int READ_WRITE = 2;
  private static final int CLOSE_ON_EXEC_OF_LINUX = 0x80000;
  private static final int LOCK_EXCLUSIVE = 2;
  private static final int NO_SUCH_FILE = 2;
  private static final int INTERRUPTED = 4;

  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO_OF_STATE =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private final MethodHandle open =
      function("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), ERRNO);
  private final MethodHandle flock =
      function("flock", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT), ERRNO);
  private final MethodHandle close = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private final MethodHandle allocate =
      function("posix_fallocate", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
  private final int openFlags =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")
          ? READ_WRITE | CLOSE_ON_EXEC_OF_LINUX
          : READ_WRITE;

  /// @throws UnsupportedOperationException if this system lacks one of the calls
  @SuppressWarnings("restricted") // the launcher enables native access
  private static MethodHandle function(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    var linker = Linker.nativeLinker();
    var address =
        linker
            .defaultLookup()
            .find(name)
            .orElseThrow(() -> new UnsupportedOperationException("no " + name + " here"));
    return linker.downcallHandle(address, descriptor, options);
  }

  /// Waits until this process alone holds the `flock` of a file.
  public HeldLock lock(Path file) throws IOException {
    var descriptor = open(file);
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(STATE);
      while ((int) flock.invokeExact(state, descriptor, LOCK_EXCLUSIVE) != 0) {
        if (errno(state) != INTERRUPTED) {
          throw new IOException("flock of " + file + ": errno " + errno(state));
        }
      }
    } catch (Throwable e) {
      close(descriptor);
      throw asIOException(e);
    }
    return () -> close(descriptor);
  }

  /// Reserves the space of a file's first `size` bytes; returns whether the file system could.
  public boolean allocate(Path file, long size) throws IOException {
    var descriptor = open(file);
    try {
      return (int) allocate.invokeExact(descriptor, 0L, size) == 0;
    } catch (Throwable e) {
      throw asIOException(e);
    } finally {
      close(descriptor);
    }
  }

  private int open(Path file) throws IOException {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(STATE);
      var name = arena.allocateFrom(file.toString(), StandardCharsets.UTF_8);
      while (true) {
        var descriptor = (int) open.invokeExact(state, name, openFlags);
        if (descriptor >= 0) {
          return descriptor;
        }
        if (errno(state) == NO_SUCH_FILE) {
          throw new NoSuchFileException(file.toString());
        }
        if (errno(state) != INTERRUPTED) {
          throw new IOException("open of " + file + ": errno " + errno(state));
        }
      }
    } catch (Throwable e) {
      throw asIOException(e);
    }
  }

  private void close(int descriptor) {
    try {
      var _ = (int) close.invokeExact(descriptor);
    } catch (Throwable e) {
      throw new IllegalStateException("close", e);
    }
  }

  private static int errno(MemorySegment state) {
    return (int) ERRNO_OF_STATE.get(state, 0L);
  }

  /// Method handles declare every throwable; only these come.
  private static IOException asIOException(Throwable thrown) {
    return switch (thrown) {
      case IOException e -> e;
      case Error e -> throw e;
      case RuntimeException e -> throw e;
      default -> new IOException(thrown);
    };
  }
}
