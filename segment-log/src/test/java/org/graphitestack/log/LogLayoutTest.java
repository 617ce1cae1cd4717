// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// Pins the bytes that `docs/segment-log.md` draws: a change here needs a new version.
class LogLayoutTest {
  @Test
  void header_ofSealedSegment_hasTheseBytes() {
    var header = new LogLayout.Header(4000, 200, 3, true, 10, 3999, 199, 5, 6);
    assertThat(hex(LogLayout.header(header)))
        .isEqualTo(
            "47534c4f47494458" // GSLOGIDX
                + "01000000" // version
                + "28000000" // entry bytes
                + "a00f000000000000" // position
                + "c800000000000000" // point
                + "0300000000000000" // created
                + "01000000" // sealed
                + "0a000000" // blocks
                + "9f0f000000000000" // data bytes
                + "c700000000000000" // points
                + "0500000000000000" // first
                + "0600000000000000" // last
                + "000000000000000000000000"
                + "8b2d6291"); // CRC of the bytes before
    assertThat(LogLayout.readHeader(LogLayout.header(header))).isEqualTo(header);
  }

  @Test
  void entry_hasTheseBytes() {
    ByteBuffer entry = ByteBuffer.allocate(LogLayout.ENTRY_BYTES);
    LogLayout.entry(entry, 1, 2, 3, 4, 5, 6, 7);
    assertThat(hex(entry))
        .isEqualTo(
            "01000000" // ordinal
                + "02000000" // offset
                + "03000000" // length
                + "04000000" // points
                + "05000000" // data checksum
                + "578462a3" // CRC of the entry with zeros here
                + "0600000000000000" // first
                + "0700000000000000"); // last
  }

  @Test
  void slot_hasTheseBytes() {
    ByteBuffer slot = ByteBuffer.allocate(LogLayout.SLOT_BYTES);
    LogLayout.slot(slot, new LogLayout.Slot(9, 4000, 200, 3));
    assertThat(hex(slot))
        .isEqualTo(
            "47534c4f47435552" // GSLOGCUR
                + "01000000" // version
                + "00000000"
                + "0900000000000000" // turn
                + "a00f000000000000" // position
                + "c800000000000000" // point
                + "0300000000000000" // updated
                + "000000000000000000000000"
                + "8520a1c2"); // CRC of the bytes before
    assertThat(LogLayout.readSlot(slot)).isEqualTo(new LogLayout.Slot(9, 4000, 200, 3));
  }

  @Test
  void checksum_isCastagnoli() {
    assertThat(LogLayout.crc(LogBench.bytes("123456789"))).isEqualTo(0xE3069283);
  }

  private static String hex(ByteBuffer bytes) {
    byte[] all = new byte[bytes.remaining()];
    bytes.get(0, all);
    return HexFormat.of().formatHex(all);
  }
}
