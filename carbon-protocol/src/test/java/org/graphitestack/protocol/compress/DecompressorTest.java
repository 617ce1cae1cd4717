// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.compress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.graphitestack.protocol.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Streams made by gzip, lz4, zstd and by zlib, liblz4 and libsnappy as carbon-c-relay calls them.
class DecompressorTest {

  private static final byte[] PLAIN = plain();

  /// One recorded stream of [#PLAIN].
  record Recorded(Compression compression, String file) {
    byte[] bytes() {
      return Resource.bytes(DecompressorTest.class, file);
    }

    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Recorded> recorded() {
    return Stream.of(
        new Recorded(Compression.GZIP, "partial-flushes.gz"),
        new Recorded(Compression.GZIP, "members.gz"),
        new Recorded(Compression.GZIP, "named.gz"),
        new Recorded(Compression.GZIP, "unnamed.gz"),
        new Recorded(Compression.LZ4, "one-frame-per-buffer.lz4"),
        new Recorded(Compression.LZ4, "linked-checksums-size.lz4"),
        new Recorded(Compression.LZ4, "linked-high.lz4"),
        new Recorded(Compression.LZ4, "linked-cli.lz4"),
        new Recorded(Compression.LZ4, "independent-cli.lz4"),
        new Recorded(Compression.ZSTD, "cli.zst"),
        new Recorded(Compression.ZSTD, "level-19.zst"),
        new Recorded(Compression.ZSTD, "frames.zst"),
        new Recorded(Compression.SNAPPY, "bare-blocks.snappy"),
        new Recorded(Compression.SNAPPY, "framed.snappy"));
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void read_recordedStreamInPiecesOfAnySize_givesWhatWasCompressed(Recorded stream)
      throws DamagedStreamException {
    for (var piece : new int[] {1, 2, 3, 7, 1000, 4096, 1 << 20}) {
      assertThat(inflate(stream.compression(), stream.bytes(), piece, 5000))
          .as("pieces of %d", piece)
          .isEqualTo(PLAIN);
    }
    assertThat(inflate(stream.compression(), stream.bytes(), 4096, 1)).isEqualTo(PLAIN);
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void read_streamTwice_goesOnBehindItsEnd(Recorded stream) throws DamagedStreamException {
    if (stream.file().equals("partial-flushes.gz")) {
      return; // has no end: a connection's whole life is one member
    }
    var twice = new ByteArrayOutputStream();
    twice.writeBytes(stream.bytes());
    twice.writeBytes(stream.bytes());
    assertThat(inflate(stream.compression(), twice.toByteArray(), 4096, 16_384))
        .hasSize(2 * PLAIN.length);
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void read_damagedStream_throwsNothingElse(Recorded stream) {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var original = stream.bytes();
    for (var round = 0; round < 60; round++) {
      var damaged = original.clone();
      for (var i = 0; i < 1 + random.nextInt(3); i++) {
        var reach = random.nextBoolean() ? damaged.length : 40;
        damaged[random.nextInt(reach)] = (byte) random.nextInt(256);
      }
      try {
        var inflated = inflate(stream.compression(), damaged, 1 + random.nextInt(5000), 16_384);
        assertThat(inflated.length).as("seed %d", seed).isLessThan(300 * original.length);
      } catch (DamagedStreamException damage) {
        assertThat(damage).hasMessageStartingWith(stream.compression().label() + ": ");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GZIP, 47455420, gzip: byte 71 at 0 of the header (expected: 31)",
    "GZIP, 1f8b0700, gzip: byte 7 at 2 of the header (expected: 8)",
    "GZIP, 1f8b0800000000000003 0300 0100000000000000, 'gzip: trailer 1 (expected: 0)'",
    "LZ4, 47455420, lz4: magic 20544547 (expected: 184d2204)",
    "LZ4, 04224d18 2040, 'lz4: flags 4020 (expected: version 1, block size 4 to 7)'",
    "LZ4, 04224d18 6030, 'lz4: flags 3060 (expected: version 1, block size 4 to 7)'",
    "LZ4, 04224d18 6140, lz4: the frame wants a dictionary",
    "LZ4, 04224d18 6040 00, lz4: header checksum 0 (expected: 82)",
    "LZ4, 04224d18 6040 82 01000100, 'lz4: block of 65537 bytes (expected: 1 to 65536)'",
    "LZ4, 04224d18 6040 82 05000000 1061020000, lz4: a copy from 2 bytes back",
    "LZ4, 04224d18 6040 82 02000000 2061, lz4: 2 literals with 1 bytes left in the block",
    "LZ4, 04224d18 6040 82 04000000 10610000, lz4: a copy from 0 bytes back",
    "ZSTD, 47455420, zstd: Unknown frame descriptor",
    "ZSTD, 28b52ffd 00 98, zstd: Frame requires too much memory for decoding",
    "SNAPPY, 05 0061 0100, 'snappy: a copy from 0 bytes back'",
    "SNAPPY, 02 0c61626364, snappy: an element of 4 bytes with 2 left in the block",
    "SNAPPY, ffffffffff, snappy: a block length of more than five bytes",
    "SNAPPY, ff060000734e61507059 02000000, snappy: chunk type 2",
    "SNAPPY, ff060000734e61507059 00040000, 'snappy: chunk of 4 bytes (expected: > 4)'",
    "SNAPPY, ff060000734e61507059 00080000 00000000 818004 00,"
        + " 'snappy: chunk of 65537 bytes inflated (expected: <= 65536)'",
  })
  void read_noSuchStream_saysWhatIsWrong(Compression compression, String hex, String message) {
    var bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThatThrownBy(() -> inflate(compression, bytes, 4096, 4096))
        .isInstanceOf(DamagedStreamException.class)
        .hasMessage(message);
  }

  @Test
  void read_framedSnappyWithWrongChecksum_isRefused() {
    var bytes = Resource.bytes(DecompressorTest.class, "framed.snappy");
    bytes[14] ^= 1;
    assertThatThrownBy(() -> inflate(Compression.SNAPPY, bytes, 4096, 4096))
        .hasMessageStartingWith("snappy: chunk checksum");
  }

  @Test
  void read_framedSnappyWithPaddingAndStoredChunk_givesTheStored() throws DamagedStreamException {
    // identifier, padding of 3 bytes, unknown skippable of 0 bytes, stored "a" with its masked
    // CRC-32C
    var hex = "ff060000734e61507059 fe030000000000 80000000 01050000 e9e2d22a 61";
    var stored = HexFormat.of().parseHex(hex.replace(" ", ""));
    var crc = new java.util.zip.CRC32C();
    crc.update('a');
    var masked = Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
    for (var i = 0; i < 4; i++) {
      stored[stored.length - 5 + i] = (byte) (masked >>> (8 * i));
    }
    assertThat(inflate(Compression.SNAPPY, stored, 3, 10)).isEqualTo(new byte[] {'a'});
  }

  @Test
  void read_bomb_isInflatedOnlyAsFarAsOneLikes() throws Exception {
    var zeros = new byte[64 << 20];
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(zeros);
    }
    for (var bomb : new byte[][] {packed.toByteArray(), Zstd.compress(zeros)}) {
      var compression = bomb[0] == 0x1f ? Compression.GZIP : Compression.ZSTD;
      try (var decompressor = compression.open()) {
        var target = new byte[16_384];
        decompressor.feed(bomb, 0, Math.min(4096, bomb.length));
        for (var i = 0; i < 10; i++) {
          assertThat(decompressor.read(target)).isBetween(1, target.length);
        }
      }
    }
  }

  private static byte[] inflate(Compression compression, byte[] stream, int piece, int room)
      throws DamagedStreamException {
    var inflated = new ByteArrayOutputStream();
    var target = new byte[room];
    try (var decompressor = compression.open()) {
      for (var at = 0; at < stream.length; at += piece) {
        // a copy of exactly the piece: reading beside it would throw
        var fed = new byte[Math.min(piece, stream.length - at)];
        System.arraycopy(stream, at, fed, 0, fed.length);
        decompressor.feed(fed, 0, fed.length);
        for (var n = decompressor.read(target); n > 0; n = decompressor.read(target)) {
          inflated.write(target, 0, n);
        }
      }
    }
    return inflated.toByteArray();
  }

  private static byte[] plain() {
    var text = new StringBuilder();
    for (var i = 0; i < 4000; i++) {
      text.append(
          String.format(
              Locale.ROOT,
              "servers.web%03d.cpu.user %d %d\n",
              i % 97,
              i * 7919 % 1000,
              1_700_000_000 + i / 10));
    }
    return text.toString().getBytes(UTF_8);
  }
}
