// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MsgpackReaderTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 16, 300, 70_000})
  void read_whatTheWriterWrites_isTheSame(int size) throws Exception {
    var written = new ByteArrayOutputStream();
    var out = new MsgpackWriter(written);
    out.startMap(4);
    out.text("name");
    out.text("ü".repeat(size));
    out.text("values");
    out.startList(size);
    for (var i = 0; i < size; i++) {
      if (i % 3 == 0) {
        out.none();
      } else if (i % 3 == 1) {
        out.real(i / 7.0);
      } else {
        out.whole(1L << i % 62);
      }
    }
    out.endList();
    out.text("more");
    out.startMap(1);
    out.text("deep");
    out.startList(1);
    out.flag(false);
    out.endList();
    out.endMap();
    out.text("leaf");
    out.flag(true);
    out.endMap();
    out.flush();

    var in = new MsgpackReader(oneByOne(written.toByteArray()));

    assertThat(in.map()).isEqualTo(4);
    assertThat(in.text()).isEqualTo("name");
    assertThat(in.text()).isEqualTo("ü".repeat(size));
    assertThat(in.text()).isEqualTo("values");
    assertThat(in.list()).isEqualTo(size);
    for (var i = 0; i < size; i++) {
      assertThat(in.number())
          .isEqualTo(
              Double.valueOf(
                  i % 3 == 0 ? Double.NaN : i % 3 == 1 ? i / 7.0 : (double) (1L << i % 62)));
    }
    assertThat(in.text()).isEqualTo("more");
    in.skip();
    assertThat(in.text()).isEqualTo("leaf");
    assertThat(in.flag()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "00, 0",
    "7f, 127",
    "ff, -1",
    "e0, -32",
    "cc80, 128",
    "cdffff, 65535",
    "ceffffffff, 4294967295",
    "cfffffffffffffffff, 1.8446744073709552E19",
    "d080, -128",
    "d18000, -32768",
    "d280000000, -2147483648",
    "d3ffffffffffffffff, -1",
    "ca3fc00000, 1.5",
    "cb3ff8000000000000, 1.5",
    "c0, NaN"
  })
  void number_inEveryForm_isRead(String hex, double number) throws Exception {
    assertThat(reader(hex).number()).isEqualTo(Double.valueOf(number));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a161", "d90161", "da000161", "db0000000161", "c40161", "c6000000 0161"})
  void text_inEveryForm_isRead(String hex) throws Exception {
    assertThat(reader(hex.replace(" ", "")).text()).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d40101",
        "d5010203",
        "d601020304 05",
        "c7020001 02",
        "c800020001 02",
        "9301a16181a162c3",
        "de0001a16101",
        "dd00000001c0",
        "c2",
        "cb0000000000000000",
        "c5000161"
      })
  void skip_anyValue_endsBehindIt(String hex) throws Exception {
    var in = reader(hex.replace(" ", "") + "2a");

    in.skip();

    assertThat(in.number()).isEqualTo(42);
  }

  @Test
  void skip_veryDeepLists_areRefused() {
    assertThatThrownBy(() -> reader("91".repeat(1000)).skip())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nested deeper");
  }

  @Test
  void text_longerThanWhatComes_isRefusedWithoutMemoryForIt() {
    assertThatThrownBy(() -> reader("db7fff000061").text()).hasMessageContaining("the end");
    assertThatThrownBy(() -> reader("dbffffffff61").text()).hasMessageContaining("length");
  }

  @Test
  void list_ofSomethingElse_saysWhatItIsAndWhere() {
    assertThatThrownBy(() -> reader("a161").list())
        .hasMessage("msgpack: 0xa1 before byte 1 (expected: a list)");
  }

  @Test
  void skip_randomBytes_endsOrIsRefused() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    for (var i = 0; i < 20_000; i++) {
      var bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      try {
        new MsgpackReader(new ByteArrayInputStream(bytes)).skip();
      } catch (IOException _) {
        // as it should
      } catch (RuntimeException failed) {
        throw new AssertionError("seed " + seed, failed);
      }
    }
  }

  private static MsgpackReader reader(String hex) {
    return new MsgpackReader(new ByteArrayInputStream(HexFormat.of().parseHex(hex)));
  }

  private static InputStream oneByOne(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(1, length));
      }
    };
  }
}
