// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.shadow;

/// Takes answers that were given, to compare them with those of another server. Thread-safe, and
/// never in the way of an answer.
public interface Repeater {

  /// Wants nothing.
  Repeater NONE =
      new Repeater() {
        @Override
        public boolean wants() {
          return false;
        }

        @Override
        public void repeat(ShadowedAnswer answer) {
          // nothing is wanted
        }
      };

  /// Whether the next answer should be passed to [#repeat].
  boolean wants();

  /// Takes an answer, or drops it.
  void repeat(ShadowedAnswer answer);
}
