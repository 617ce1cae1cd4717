// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;

/// An access to a mapping failed; the same access through a channel may succeed, or say what is
/// wrong with the file.
final class MapFaultException extends IOException {

  MapFaultException(String place, Throwable cause) {
    super("mapping lost: " + place, cause);
  }
}
