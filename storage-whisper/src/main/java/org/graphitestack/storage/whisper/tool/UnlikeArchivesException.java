// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper.tool;

import java.io.IOException;
import org.graphitestack.storage.whisper.WhisperFile;

/// Two files have other archives, so they cannot be compared or merged slot by slot.
public final class UnlikeArchivesException extends IOException {

  private static final long serialVersionUID = 1L;

  UnlikeArchivesException(String message) {
    super(message);
  }

  static void check(WhisperFile one, WhisperFile other) throws UnlikeArchivesException {
    if (!one.header().archives().equals(other.header().archives())) {
      throw new UnlikeArchivesException(
          one.place()
              + " and "
              + other.place()
              + " have other archives: "
              + one.header().archives()
              + ", "
              + other.header().archives()
              + " (expected: the same; resize one of them first)");
    }
  }
}
