// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// Files beside the tests.
public final class Resource {

  private Resource() {}

  /// All bytes of a file in the package of `owner`.
  public static byte[] bytes(Class<?> owner, String name) {
    try (var in = owner.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
