// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache;

/// Which names a cache takes: carbon's blacklist.conf and whitelist.conf. Thread-safe.
@FunctionalInterface
public interface NameFilter {

  /// Takes every name.
  NameFilter ALL = (_, _, _) -> Verdict.ADMITTED;

  /// What becomes of a point.
  enum Verdict {
    ADMITTED,
    /// A pattern of the black list is found in the name.
    BLACKLISTED,
    /// None of the white list's is.
    NOT_WHITELISTED
  }

  /// Judges a name, as it was sent.
  Verdict verdict(byte[] bytes, int offset, int length);
}
