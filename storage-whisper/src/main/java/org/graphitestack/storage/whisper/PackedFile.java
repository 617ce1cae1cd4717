// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.graphitestack.storage.CorruptSeriesException;

/// A whisper file that somebody has compressed with gzip, `a.wsp.gz` beside or instead of `a.wsp`:
/// read only, and whole into memory, as graphite-web does.
final class PackedFile {

  /// What is appended to the name of a file.
  static final String SUFFIX = ".gz";

  /// Many times the largest layout in use; a small file may unpack to anything.
  private static final int LARGEST = 256 << 20;

  private PackedFile() {}

  static boolean isPacked(Path file) {
    return file.toString().endsWith(SUFFIX);
  }

  /// The packed counterpart of a file.
  static Path of(Path file) {
    return file.resolveSibling(file.getFileName() + SUFFIX);
  }

  /// Unpacks it.
  ///
  /// @throws CorruptSeriesException if it is no gzip, or unpacks to more than 256 MiB
  static SeriesBytes read(Path packed) throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(packed))) {
      var bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new CorruptSeriesException(
            packed.toString(), LARGEST, "more unpacked bytes", "at most " + LARGEST);
      }
      return new MappedBytes(packed.toString(), MemorySegment.ofArray(bytes).asReadOnly());
    } catch (ZipException e) {
      throw new CorruptSeriesException(
          packed.toString(), 0, String.valueOf(e.getMessage()), "a gzip stream");
    }
  }
}
