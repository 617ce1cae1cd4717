// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/// What tells one state of a file from another.
///
/// @param time when it was changed; null if it is not there
public record FileStamp(@Nullable FileTime time, long size) {

  /// Looks at a file.
  public static FileStamp of(Path file) {
    try {
      return new FileStamp(Files.getLastModifiedTime(file), Files.size(file));
    } catch (IOException _) {
      return new FileStamp(null, 0);
    }
  }
}
