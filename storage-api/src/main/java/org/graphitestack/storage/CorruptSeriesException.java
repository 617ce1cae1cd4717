// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.io.IOException;

/// Stored bytes that make no sense: the message names the file, the offset, what was there and what
/// should be.
public final class CorruptSeriesException extends IOException {

  public CorruptSeriesException(String place, long offset, String found, String expected) {
    super(place + ": at byte " + offset + ": " + found + " (expected: " + expected + ")");
  }
}
