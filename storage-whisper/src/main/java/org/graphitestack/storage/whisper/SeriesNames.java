// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.UnstorablePathException;
import org.jspecify.annotations.Nullable;

/// From metric paths to files and back.
///
/// `a.b.c` is `a/b/c.wsp`. A path with tags is `_tagged/abc/def/HASH.wsp`, HASH being the SHA-256
/// of its text in hex and abcdef the first digits. The *stored name* of a series is its file as a
/// walk of the tree shows it, nodes joined by dots: `_tagged.abc.def.HASH`; as a metric path it
/// leads to the same file, so locks and mappings go by stored names.
///
/// A metric path holds no slash, no control character and no empty node, and nodes hold no dot, so
/// no path leads out of the root; tags are hashed.
final class SeriesNames {

  static final String SUFFIX = ".wsp";

  /// What the JDK puts for bytes of a file name that are no text.
  private static final char UNDECODABLE = '\uFFFD';

  private static final int LONGEST_FILE_NAME = 255;
  private static final int LONGEST_PATH = 4_095;

  /// Stored names below the folder of tagged series: carbon may be told not to hash file names, so
  /// these may hold semicolons.
  private static final Pattern STORED_TAGGED =
      Pattern.compile("_tagged\\.[0-9a-f]{3}\\.[0-9a-f]{3}\\.[^.]+");

  private final Path root;
  private final int rootLength;

  SeriesNames(Path root) {
    this.root = root;
    this.rootLength = root.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8).length + 1;
  }

  /// The name under which a series is stored.
  static String storedName(MetricPath path) {
    if (!path.tagged() || STORED_TAGGED.matcher(path.text()).matches()) {
      return path.text();
    }
    var hash = HexFormat.of().formatHex(sha256(path.text()));
    return "_tagged." + hash.substring(0, 3) + "." + hash.substring(3, 6) + "." + hash;
  }

  /// The metric path of a file in the tree; null if there is none that leads to it.
  ///
  /// @param prefix nodes of the folder, each followed by a dot
  /// @param node name of the file without its suffix
  static @Nullable MetricPath pathOf(String prefix, String node) {
    if (node.isEmpty() || node.indexOf('.') >= 0 || node.indexOf(UNDECODABLE) >= 0) {
      return null;
    }
    try {
      var path = new MetricPath(prefix + node);
      return storedName(path).equals(path.text()) ? path : null;
    } catch (InvalidMetricPathException _) {
      return null;
    }
  }

  /// The file of a stored name.
  ///
  /// @throws UnstorablePathException if no file can be called that
  Path file(MetricPath path, String storedName) throws UnstorablePathException {
    var relative = storedName.replace('.', '/') + SUFFIX;
    if (relative.length() * 3 > LONGEST_FILE_NAME) {
      checkLengths(path, relative);
    }
    try {
      return root.resolve(relative);
    } catch (InvalidPathException e) {
      throw new UnstorablePathException(
          path,
          e.getReason()
              + "; file names here are "
              + System.getProperty("sun.jnu.encoding")
              + ", start with LC_ALL=C.UTF-8");
    }
  }

  private void checkLengths(MetricPath path, String relative) throws UnstorablePathException {
    var bytes = relative.getBytes(StandardCharsets.UTF_8);
    var length = 0;
    for (var b : bytes) {
      length = b == '/' ? 0 : length + 1;
      if (length > LONGEST_FILE_NAME) {
        throw new UnstorablePathException(
            path,
            "a node makes a file name of more than "
                + LONGEST_FILE_NAME
                + " bytes (expected: <= "
                + LONGEST_FILE_NAME
                + ", "
                + SUFFIX
                + " included)");
      }
    }
    if (rootLength + bytes.length > LONGEST_PATH) {
      throw new UnstorablePathException(
          path,
          "its file's path has "
              + (rootLength + bytes.length)
              + " bytes (expected: <= "
              + LONGEST_PATH
              + ")");
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
