// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.compress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is compressed is undone by the readers that recorded streams of others hold to.
class CompressorTest {

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void flush_afterAnyPiece_letsTheReceiverHaveAllOfIt(Compression compression) throws Exception {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var plain = lines(random, 20_000);
    var stream = new ByteArrayOutputStream();
    try (var out = compression.compress(stream);
        var reader = compression.open()) {
      for (var at = 0; at < plain.length; ) {
        var piece = Math.min(plain.length - at, 1 + random.nextInt(200_000));
        out.write(plain, at, piece);
        out.flush();
        assertThat(inflate(reader, stream))
            .as("seed %d at %d", seed, at)
            .isEqualTo(slice(plain, at, piece));
        at += piece;
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void lines_getSmaller(Compression compression) throws Exception {
    var plain = lines(new Random(1), 20_000);
    assertThat(compress(compression, plain).length).isLessThan(plain.length * 7 / 10);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void noise_hardlyGrows(Compression compression) throws Exception {
    var noise = new byte[300_000];
    new Random(1).nextBytes(noise);
    var compressed = compress(compression, noise);
    assertThat(compressed.length).isLessThan(noise.length + 1000);
    try (var reader = compression.open()) {
      assertThat(inflate(reader, compressed)).isEqualTo(noise);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void singleBytesAndEmptyFlushes_arrive(Compression compression) throws Exception {
    var stream = new ByteArrayOutputStream();
    try (var out = compression.compress(stream);
        var reader = compression.open()) {
      out.flush();
      out.write('a');
      out.flush();
      out.flush();
      out.write('b');
      out.flush();
      assertThat(inflate(reader, stream)).asString(UTF_8).isEqualTo("ab");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void close_writesNothing(Compression compression) throws Exception {
    var stream = new ByteArrayOutputStream();
    var out = compression.compress(stream);
    out.write("a.b 1 2\n".getBytes(UTF_8));
    out.flush();
    var before = stream.size();
    out.close();
    assertThat(stream.size()).isEqualTo(before);
  }

  @Test
  void streams_areReadByOthers() throws Exception {
    var plain = lines(new Random(1), 5_000);
    var gzip = new ByteArrayInputStream(compress(Compression.GZIP, plain));
    assertThat(new GZIPInputStream(gzip).readNBytes(plain.length)).isEqualTo(plain);
    var lz4 = new ByteArrayOutputStream();
    lz4.writeBytes(compress(Compression.LZ4, plain));
    lz4.writeBytes(new byte[4]); // the end mark, which that reader wants to see
    assertThat(new LZ4FrameInputStream(new ByteArrayInputStream(lz4.toByteArray())).readAllBytes())
        .isEqualTo(plain);
  }

  @Test
  void none_isRefused() {
    assertThatThrownBy(() -> Compression.NONE.compress(new ByteArrayOutputStream()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("compression: plain (expected: any other)");
  }

  private static byte[] compress(Compression compression, byte[] plain) throws IOException {
    var stream = new ByteArrayOutputStream();
    try (var out = compression.compress(stream)) {
      out.write(plain, 0, plain.length);
      out.flush();
    }
    return stream.toByteArray();
  }

  /// Inflates what the stream got since the last time.
  private static byte[] inflate(Decompressor reader, ByteArrayOutputStream stream)
      throws DamagedStreamException {
    var piece = stream.toByteArray();
    stream.reset();
    return inflate(reader, piece);
  }

  private static byte[] inflate(Decompressor reader, byte[] piece) throws DamagedStreamException {
    var inflated = new ByteArrayOutputStream();
    var target = new byte[5000];
    reader.feed(piece, 0, piece.length);
    for (var n = reader.read(target); n > 0; n = reader.read(target)) {
      inflated.write(target, 0, n);
    }
    return inflated.toByteArray();
  }

  private static byte[] slice(byte[] bytes, int from, int length) {
    var slice = new byte[length];
    System.arraycopy(bytes, from, slice, 0, length);
    return slice;
  }

  private static byte[] lines(Random random, int count) {
    var text = new StringBuilder();
    for (var i = 0; i < count; i++) {
      text.append(
          String.format(
              Locale.ROOT,
              "servers.web%03d.cpu.user %d %d\n",
              random.nextInt(1000),
              random.nextInt(100_000),
              1_700_000_000 + i / 10));
    }
    return text.toString().getBytes(UTF_8);
  }
}
