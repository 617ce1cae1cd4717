// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.whisper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Two arguments that mean files in pairs: two files, or two folders whose files of the same
/// relative name belong together.
///
/// @param first the file, or folder, that leads
/// @param second its counterpart
record FilePairs(Path first, Path second) {

  /// The leading files.
  FileSet leading() throws IOException {
    return Files.isDirectory(first) && Files.isDirectory(second)
        ? new FileSet(FileSet.below(first), true)
        : new FileSet(List.of(first), false);
  }

  /// The counterpart of a leading file.
  Path counterpart(Path leading) {
    return leading.equals(first) ? second : second.resolve(first.relativize(leading));
  }
}
