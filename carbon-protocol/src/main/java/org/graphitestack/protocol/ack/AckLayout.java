// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.ack;

/// The numbers of the layout drawn in the package's description.
final class AckLayout {

  static final int MAGIC = 0x4753414b;
  static final short VERSION = 1;
  static final int HELLO = 24;
  static final int WELCOME = 16;
  static final int BATCH_HEADER = 12;
  static final int ACK = 8;
  static final int MAX_BATCH = 1_048_576;

  private AckLayout() {}
}
