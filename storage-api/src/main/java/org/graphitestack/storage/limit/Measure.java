// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.limit;

/// What a limit bounds.
public enum Measure {
  /// Points that come in, a second.
  POINTS("points", "points a second", 1),
  /// Series that were not there before, a minute.
  NEW_SERIES("new_series", "new series a minute", 60),
  /// Series there are.
  SERIES("series", "series", 0),
  /// Bytes their files take.
  STORED_BYTES("stored_bytes", "bytes stored", 0),
  /// Renders and finds that touch the part, a minute.
  QUERIES("queries", "queries a minute", 60);

  private final String label;
  private final String words;
  private final int seconds;

  Measure(String label, String words, int seconds) {
    this.label = label;
    this.words = words;
    this.seconds = seconds;
  }

  /// The word for metric names.
  public String label() {
    return label;
  }

  /// A few words for people.
  public String words() {
    return words;
  }

  /// The seconds a rate is told for; 0 for what is no rate but an amount.
  int seconds() {
    return seconds;
  }
}
