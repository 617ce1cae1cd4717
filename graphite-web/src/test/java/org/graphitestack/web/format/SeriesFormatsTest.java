// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.graphitestack.web.series.PythonNumber;
import org.graphitestack.web.series.TimeSeries;
import org.junit.jupiter.api.Test;

final class SeriesFormatsTest {

  private static final FormatOptions UTC = FormatOptions.in(ZoneOffset.UTC);
  private static final double NONE = Double.NaN;

  @Test
  void json_seriesWithoutPoints_showOnlyBesideOneThatHasSome() {
    var empty = TimeSeries.of("empty", 60, 60, 60, new double[0], 0);

    assertThat(written("json", UTC, empty)).isEqualTo("[]");
    assertThat(written("json", UTC, empty, series("a", 5)))
        .contains("\"target\": \"empty\", \"tags\": {\"name\": \"empty\"}, \"datapoints\": []")
        .contains("\"target\": \"a\"");
  }

  @Test
  void json_compact_isLaidOutAsPythonDoes() {
    var series = series("a.\"b\"\u00e9", 5, NONE, 0.1, Double.POSITIVE_INFINITY, -1e-7);

    assertThat(written("json", UTC, series))
        .isEqualTo(
            "[{\"target\": \"a.\\\"b\\\"\\u00e9\", \"tags\": {\"name\": \"a.\\\"b\\\"\\u00e9\"},"
                + " \"datapoints\": [[5.0, 1000], [null, 1060], [0.1, 1120], [1e9999, 1180],"
                + " [-1e-07, 1240]]}]");
  }

  @Test
  void json_integers_stayWhole() {
    var series = series("a", 5, NONE).change().integers(true).make();

    assertThat(written("json", UTC, series)).contains("[[5, 1000], [null, 1060]]");
  }

  @Test
  void json_nothing_isAnEmptyList() {
    assertThat(written("json", UTC)).isEqualTo("[]");
  }

  @Test
  void json_prettyAndJsonp_wrapAndIndent() {
    var options =
        new FormatOptions(
            ZoneOffset.UTC, OptionalInt.empty(), false, true, Optional.of("jQuery.cb"));

    assertThat(written("json", options, series("a", 1)))
        .startsWith("jQuery.cb([\n  {\n    \"target\": \"a\",")
        .endsWith("]\n  }\n])".substring(2));
  }

  @Test
  void jsonp_thatIsNoFunctionName_isRefused() {
    assertThatThrownBy(
            () ->
                new FormatOptions(
                    ZoneOffset.UTC, OptionalInt.empty(), false, false, Optional.of("alert(1)//")))
        .hasMessageContaining("not the name of a function");
  }

  @Test
  void json_noNullPoints_leavesOutUnknownPointsAndEmptySeries() {
    var options =
        new FormatOptions(ZoneOffset.UTC, OptionalInt.empty(), true, false, Optional.empty());

    assertThat(written("json", options, series("a", 1, NONE, 3), series("b", NONE)))
        .isEqualTo(
            "[{\"target\": \"a\", \"tags\": {\"name\": \"a\"}, \"datapoints\": [[1.0, 1000], [3.0,"
                + " 1120]]}]");
  }

  @Test
  void json_maxDataPoints_consolidatesFromALabelThatIsAMultiple() {
    var options =
        new FormatOptions(ZoneOffset.UTC, OptionalInt.of(2), false, false, Optional.empty());

    assertThat(written("json", options, series("a", 1, 2, 3, 4, 5, 6)))
        .contains("\"datapoints\": [[3.0, 1120], [5.5, 1300]]");
    assertThat(
            written(
                "json",
                new FormatOptions(
                    ZoneOffset.UTC, OptionalInt.of(1), false, false, Optional.empty()),
                series("a", 1, 2, 3)))
        .contains("\"datapoints\": [[2.0, 1000]]");
  }

  @Test
  void raw_isOneLineASeries() {
    assertThat(written("raw", UTC, series("a,b", 1, NONE, Double.POSITIVE_INFINITY), series("c")))
        .isEqualTo("a,b,1000,1180,60|1.0,None,inf\nc,1000,1000,60|\n");
  }

  @Test
  void csv_quotesNamesAndWritesTimesInTheZone() {
    var options = FormatOptions.in(ZoneId.of("Asia/Tokyo"));

    assertThat(written("csv", options, series("a \"b\", c", 1.5, NONE)).split("\r\n", -1))
        .containsExactly(
            "\"a \"\"b\"\", c\",1970-01-01 09:16:40,1.5",
            "\"a \"\"b\"\", c\",1970-01-01 09:17:40,",
            "");
  }

  @Test
  void dygraph_isARowPerTime() {
    assertThat(
            written(
                "dygraph",
                UTC,
                series("a\"", 5, NONE),
                series("b", Double.POSITIVE_INFINITY, 2, 3)))
        .isEqualTo(
            "{\"labels\" : [\"Time\", \"a\\\"\", \"b\"], \"data\" : [[1000000, 5.0, 1e9999],"
                + " [1060000, null, 2.0], [1120000, null, 3.0]]}");
    assertThat(written("dygraph", UTC)).isEqualTo("{}");
  }

  @Test
  void dygraph_otherSteps_areMergedByTime() {
    var coarse = TimeSeries.of("b", 1000, 1240, 120, new double[] {7, 8}, 0);

    assertThat(written("dygraph", UTC, series("a", 1, 2, 3), coarse))
        .endsWith("\"data\" : [[1000000, 1.0, 7.0], [1060000, 2.0, null], [1120000, 3.0, 8.0]]}");
  }

  @Test
  void rickshaw_isTwoNamedNumbersAPoint() {
    assertThat(written("rickshaw", UTC, series("a", 5, NONE)))
        .isEqualTo(
            "[{\"target\": \"a\", \"datapoints\": [{\"x\": 1000, \"y\": 5.0}, {\"x\": 1060, \"y\":"
                + " null}]}]");
    assertThat(written("rickshaw", UTC)).isEqualTo("[]");
  }

  @Test
  void rickshaw_prettyAndJsonp_wrapAndIndent() {
    var options =
        new FormatOptions(ZoneOffset.UTC, OptionalInt.empty(), false, true, Optional.of("cb"));

    assertThat(written("rickshaw", options, series("a", 5), series("b")))
        .isEqualTo(
            """
            cb([
              {
                "target": "a",
                "datapoints": [
                  {
                    "x": 1000,
                    "y": 5.0
                  }
                ]
              },
              {
                "target": "b",
                "datapoints": []
              }
            ])\
            """);
  }

  /// The bytes of `msgpack.dumps` of Python, recorded.
  @Test
  void msgpack_isWhatPythonWrites() {
    var series =
        TimeSeries.of("shapes.ramp", 1749999720, 1749999840, 60, new double[] {1435, NONE}, 0);

    assertThat(HexFormat.of().formatHex(bytes("msgpack", series)))
        .isEqualTo(
            "9189"
                + "a46e616d65ab7368617065732e72616d70"
                + "a57374617274ce684ee068"
                + "a3656e64ce684ee0e0"
                + "a4737465703c"
                + "a676616c75657392cb40966c0000000000c0"
                + "ae7061746845787072657373696f6eab7368617065732e72616d70"
                + "ae76616c756573506572506f696e7401"
                + "b1636f6e736f6c69646174696f6e46756e63a761766572616765"
                + "ac7846696c6573466163746f72cb0000000000000000");
  }

  /// Bytes that Python's `pickle.loads` was seen to read.
  @Test
  void pickle_isProtocol2() {
    var series =
        TimeSeries.of("a", 1000, 5_000_000_000L, 60, new double[] {2, NONE}, 0.5)
            .change()
            .integers(true)
            .make();

    assertThat(HexFormat.of().formatHex(bytes("pickle", series)))
        .isEqualTo(
            "80025d287d28"
                + "58040000006e616d65580100000061"
                + "580500000073746172744ae8030000"
                + "5803000000656e648a0800f2052a01000000"
                + "5804000000737465704a3c000000"
                + "580600000076616c7565735d284a020000004e65"
                + "580e0000007061746845787072657373696f6e580100000061"
                + "580e00000076616c756573506572506f696e744a01000000"
                + "5811000000636f6e736f6c69646174696f6e46756e63580700000061766572616765"
                + "580c0000007846696c6573466163746f72473fe0000000000000"
                + "75652e");
  }

  @Test
  void number_ofAnyKind_isWrittenAsRepr() {
    var random = new Random(1);
    for (var round = 0; round < 100_000; round++) {
      var number =
          switch (round % 4) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> random.nextInt(2_000_000) / 1000.0 - 1000;
            case 2 -> random.nextLong() >> random.nextInt(64);
            default -> random.nextGaussian();
          };
      if (Double.isFinite(number)) {
        assertThat(written("raw", UTC, series("a", number)))
            .as("seed 1: %s", number)
            .isEqualTo("a,1000,1060,60|" + PythonNumber.repr(number) + "\n");
      }
    }
  }

  /// The bytes are made by hand from the definition of the protocol.
  @Test
  void carbonapiV2_hasZerosAndSaysWhichAreAbsent() {
    assertThat(HexFormat.of().formatHex(bytes("carbonapi_v2_pb", series("a.b", 5, NONE, 0.1))))
        .isEqualTo(
            "0a2c0a03612e6210e807189c09203c"
                + "2a18000000000000144000000000000000009a9999999999b93f"
                + "3203000100")
        .isEqualTo(HexFormat.of().formatHex(bytes("protobuf", series("a.b", 5, NONE, 0.1))));
  }

  @Test
  void carbonapiV3_hasNaNWhereNothingIsKnown() {
    assertThat(HexFormat.of().formatHex(bytes("carbonapi_v3_pb", series("a.b", 5, NONE, 0.1))))
        .isEqualTo(
            "0a350a03612e621203612e621a0761766572616765"
                + "20e807289c09303c"
                + "4a180000000000001440000000000000f87f9a9999999999b93f");
  }

  @Test
  void protobufMessage_fieldsOfAllKinds_areWrittenAsTheDefinitionSays() {
    var message =
        new ProtobufMessage()
            .text(1, "\u00e9")
            .whole(2, 300)
            .whole(3, -1)
            .flag(4, true)
            .real(5, 0.5f)
            .message(6, new ProtobufMessage().text(1, "x"))
            .message(7, new ProtobufMessage())
            .text(8, "")
            .whole(9, 0);

    assertThat(HexFormat.of().formatHex(message.toByteArray()))
        .isEqualTo("0a02c3a910ac0218ffffffffffffffffff0120012d0000003f32030a01783a00");
  }

  private static TimeSeries series(String name, double... values) {
    return TimeSeries.of(name, 1000, 1000 + 60L * values.length, 60, values, 0);
  }

  private static byte[] bytes(String format, TimeSeries... series) {
    var out = new ByteArrayOutputStream();
    try {
      SeriesFormats.named(format).orElseThrow().answer(List.of(series), UTC).writeTo(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static String written(String format, FormatOptions options, TimeSeries... series) {
    var out = new ByteArrayOutputStream();
    try {
      SeriesFormats.named(format).orElseThrow().answer(List.of(series), options).writeTo(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
