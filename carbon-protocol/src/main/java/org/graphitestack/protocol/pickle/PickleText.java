// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.pickle;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// What counts as text in a pickle: UTF-8, whatever opcode it came by.
final class PickleText {

  private PickleText() {}

  static boolean isUtf8(byte[] bytes, int offset, int length) {
    for (var i = offset; i < offset + length; i++) {
      if (bytes[i] < 0) {
        return decodes(bytes, offset, length);
      }
    }
    return true;
  }

  private static boolean decodes(byte[] bytes, int offset, int length) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }
}
