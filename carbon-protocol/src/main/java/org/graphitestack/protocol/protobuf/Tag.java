// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.protobuf;

/// The fields of carbon.proto: field number times eight plus wire type. All fit one byte.
final class Tag {

  static final int VARINT = 0;
  static final int EIGHT_BYTES = 1;
  static final int LENGTH = 2;
  static final int FOUR_BYTES = 5;

  static final int PAYLOAD_METRIC = 1 << 3 | LENGTH;
  static final int METRIC_NAME = 1 << 3 | LENGTH;
  static final int METRIC_POINT = 2 << 3 | LENGTH;
  static final int POINT_TIMESTAMP = 1 << 3 | VARINT;
  static final int POINT_VALUE = 2 << 3 | EIGHT_BYTES;

  private Tag() {}
}
