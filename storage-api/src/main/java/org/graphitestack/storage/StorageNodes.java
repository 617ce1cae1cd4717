// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.jspecify.annotations.Nullable;

/// Where a series stands in a storage tree, node by node; a file tree makes folders of them.
///
/// A plain path stands where its nodes say. A tagged one stands under `_tagged`, then two nodes of
/// three hexadecimal digits, then the whole SHA-256 of its canonical text, of which those digits
/// are the beginning. carbon can be told to write the text itself as last node, with `_DOT_` for
/// each dot; such trees are read as well.
public final class StorageNodes {

  private static final Pattern STORED_READABLE =
      Pattern.compile("_tagged\\.[0-9a-f]{3}\\.[0-9a-f]{3}\\.[^.]+");

  private static final String TAGGED = "_tagged.";
  private static final Pattern STORED_HASHED =
      Pattern.compile("_tagged\\.([0-9a-f]{3})\\.([0-9a-f]{3})\\.\\1\\2[0-9a-f]{58}");

  private StorageNodes() {}

  /// The nodes under which a series is stored.
  public static List<String> of(MetricPath path) {
    if (!path.tagged()
        || (path.text().startsWith(TAGGED) && STORED_READABLE.matcher(path.text()).matches())) {
      return List.of(path.text().split("\\.", -1));
    }
    var hash = sha256(path.text());
    return List.of("_tagged", hash.substring(0, 3), hash.substring(3, 6), hash);
  }

  /// The nodes under which a tagged series is stored if carbon was told not to hash.
  public static List<String> readable(MetricPath path) {
    if (!path.tagged()) {
      throw new IllegalArgumentException("path: " + path + " (expected: one with tags)");
    }
    var hash = sha256(path.text());
    return List.of(
        "_tagged", hash.substring(0, 3), hash.substring(3, 6), path.text().replace(".", "_DOT_"));
  }

  /// A tagged series as carbon stores it if it was told not to hash.
  public static MetricPath readablePath(MetricPath path) {
    return STORED_READABLE.matcher(path.text()).matches()
        ? path
        : new MetricPath(String.join(".", readable(path)));
  }

  /// The name of a tagged series that is given as it stands in storage; any other name as it is.
  public static MetricPath named(MetricPath path) {
    if (!path.text().startsWith(TAGGED) || !STORED_READABLE.matcher(path.text()).matches()) {
      return path;
    }
    var last = path.text().substring(path.text().lastIndexOf('.') + 1).replace("_DOT_", ".");
    try {
      return MetricPath.parse(last);
    } catch (InvalidMetricPathException _) {
      return path;
    }
  }

  /// The hash of a place under which storage has a tagged series; null if the path is none.
  public static byte @Nullable [] hashOf(MetricPath path) {
    if (!path.text().startsWith(TAGGED) || !STORED_HASHED.matcher(path.text()).matches()) {
      return null;
    }
    return HexFormat.of().parseHex(path.text(), path.text().length() - 64, path.text().length());
  }

  private static String sha256(String text) {
    return HexFormat.of().formatHex(hash(text));
  }

  /// The SHA-256 of a canonical text.
  public static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
