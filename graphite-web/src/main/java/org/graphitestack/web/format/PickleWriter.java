// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Pickle, protocol 2, which every Python since 2.3 reads: lists, dictionaries, texts, numbers,
/// booleans and None. No memo and no frames, so nothing has to be known before it is written.
///
/// | bytes | value |
/// |---|---|
/// | `80 02` … `2e` | the beginning, the end |
/// | `5d 28` … `65` | list |
/// | `7d 28` … `75` | dictionary |
/// | `58` length of 4 bytes, UTF-8 | text |
/// | `4a` 4 bytes; `8a 08` 8 bytes | whole number, little-endian; beyond 32 bits |
/// | `47` 8 bytes | double, big-endian |
/// | `88 89 4e` | True, False, None |
///
/// [1] Python's `pickletools`
public final class PickleWriter implements TreeWriter {

  private static final int PROTO = 0x80;
  private static final int PROTOCOL = 2;
  private static final int STOP = '.';
  private static final int MARK = '(';
  private static final int EMPTY_LIST = ']';
  private static final int APPENDS = 'e';
  private static final int EMPTY_DICT = '}';
  private static final int SETITEMS = 'u';
  private static final int BINUNICODE = 'X';
  private static final int BININT = 'J';
  private static final int LONG1 = 0x8a;
  private static final int BINFLOAT = 'G';
  private static final int NONE = 'N';
  private static final int NEWTRUE = 0x88;
  private static final int NEWFALSE = 0x89;

  private final BinaryOutput out;
  private int depth;
  private boolean begun;

  public PickleWriter(OutputStream out) {
    this.out = new BinaryOutput(out, ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void startList(int size) throws IOException {
    begin();
    out.int8(EMPTY_LIST).int8(MARK);
  }

  @Override
  public void endList() throws IOException {
    out.int8(APPENDS);
    end();
  }

  @Override
  public void startMap(int size) throws IOException {
    begin();
    out.int8(EMPTY_DICT).int8(MARK);
  }

  @Override
  public void endMap() throws IOException {
    out.int8(SETITEMS);
    end();
  }

  private void begin() throws IOException {
    if (!begun) {
      out.int8(PROTO).int8(PROTOCOL);
      begun = true;
    }
    depth++;
  }

  private void end() throws IOException {
    if (--depth == 0) {
      out.int8(STOP);
    }
  }

  @Override
  public void text(String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    out.int8(BINUNICODE).int32(bytes.length).bytes(bytes);
  }

  @Override
  public void whole(long number) throws IOException {
    if (number == (int) number) {
      out.int8(BININT).int32(number);
    } else {
      out.int8(LONG1).int8(Long.BYTES).int64(number);
    }
  }

  @Override
  public void real(double number) throws IOException {
    out.int8(BINFLOAT).int64(Long.reverseBytes(Double.doubleToRawLongBits(number)));
  }

  @Override
  public void flag(boolean flag) throws IOException {
    out.int8(flag ? NEWTRUE : NEWFALSE);
  }

  @Override
  public void none() throws IOException {
    out.int8(NONE);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
