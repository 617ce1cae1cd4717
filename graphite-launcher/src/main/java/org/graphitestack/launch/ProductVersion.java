// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The product's version, as the build wrote it.
final class ProductVersion implements IVersionProvider {

  /// For instance `0.1.0-SNAPSHOT`.
  static String text() {
    var properties = new Properties();
    try (var in = ProductVersion.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IllegalStateException(
            "version.properties: not in the jar (expected: written by the build)");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"graphite " + text() + " (Java " + Runtime.version() + ")"};
  }
}
