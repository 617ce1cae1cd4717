// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.ledger;

/// Why a point that was accepted never reached storage. Each one is counted.
public enum DropReason {
  OVERFLOW("overflow", "the memory limit was reached and flow control is off"),
  UNSTORABLE("unstorable", "the storage can never hold a series of that name"),
  CORRUPT("corrupt", "the stored series is damaged"),
  TOO_OLD("tooOld", "the series keeps nothing of that time");

  private final String label;
  private final String sentence;

  DropReason(String label, String sentence) {
    this.label = label;
    this.sentence = sentence;
  }

  /// The word for metric names.
  public String label() {
    return label;
  }

  /// A few words for a log line.
  public String sentence() {
    return sentence;
  }
}
