// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.compress;

/// A compressed stream that is none, is damaged, or asks for too much memory. Carries no stack
/// trace: it is thrown for what strangers send.
public final class DamagedStreamException extends Exception {

  DamagedStreamException(String message) {
    super(message, null, false, false);
  }
}
