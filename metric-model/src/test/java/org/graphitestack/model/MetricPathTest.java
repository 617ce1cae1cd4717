// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.graphitestack.model.InvalidMetricPathException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MetricPathTest {

  static List<JsonNode> casesOfCarbon() {
    return JsonMapper.shared()
        .readTree(MetricPathTest.class.getResourceAsStream("/fixtures/tags.json"))
        .get("cases")
        .valueStream()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("casesOfCarbon")
  void parse_caseOfCarbon_hasCarbonsCanonicalName(JsonNode carbon) {
    var input = carbon.get("input").asString();

    if (carbon.has("error")) {
      assertRejected(input);
    } else if (input.startsWith("a/b")) {
      assertThat(assertRejected(input)).isEqualTo(Reason.SLASH);
    } else {
      assertThat(MetricPath.parse(input).text())
          .isEqualTo(withoutEmptyNodes(carbon.get("normalized").asString()));
    }
  }

  /// The one deliberate difference in canonical names: carbon keeps `.a..b` as text and drops the
  /// empty nodes in file names; here the name itself loses them.
  private static String withoutEmptyNodes(String text) {
    return text.contains(";") ? text : text.replaceAll("\\.+", ".").replaceAll("^\\.|\\.$", "");
  }

  private static Reason assertRejected(String text) {
    var rejected = new Reason[1];
    assertThatExceptionOfType(InvalidMetricPathException.class)
        .isThrownBy(() -> MetricPath.parse(text))
        .satisfies(fault -> rejected[0] = fault.reason());
    return rejected[0];
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "~foo | foo",
        "~~foo.bar | foo.bar",
        "~.foo | foo",
        "foo{a=\"1,2\"} | foo;a=1,2",
        "foo{a=\"1\",b=\"x\\\\y\"} | foo;a=1;b=x\\y",
        "foo{ a=\"b\"} | foo; a=b",
        "foo{name=\"x\"} | foo",
        "foo;~a=b | foo;~a=b",
        "foo;aa=1;a=2;a.b=3;a-=4 | foo;a-=4;a.b=3;a=2;aa=1",
        ".foo..bar.;a=.b. | foo.bar;a=.b.",
      })
  void parse_oddName_isReadAsCarbonReadsIt(String input, String canonical) {
    assertThat(MetricPath.parse(input).text()).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foo;a=b=c;d=~",
        "foo{a=\"\"}",
        "foo{a=\"b\" , c=\"d\"}",
        "foo{a=\"b\"}{c=\"d\"}",
        "foo{a=\"x\\ny\"}",
        "foo{a=\"b\"};c=\"}",
        "foo{a=\"b\"c=\"d\"}",
        "foo{a!=\"b\"}",
        "foo{a=~\"b\"}",
        "foo{=\"b\"}",
        "foo{\"}",
        "foo{a=\"b\\\"}",
        "foo{a\"}",
        "foo;x={a=\"b\"}",
        "foo;a=b;name="
      })
  void parse_brokenTags_isRejectedForItsSyntax(String input) {
    assertThat(assertRejected(input)).isEqualTo(Reason.TAG_SYNTAX);
  }

  @ParameterizedTest
  @CsvSource({
    "'', EMPTY",
    "~~, EMPTY",
    "..., EMPTY",
    ";a=b, EMPTY",
    "'{a=\"b\"}', EMPTY",
    "a/b, SLASH",
    "../../etc/passwd, SLASH",
    "'a\tb', CONTROL_CHARACTER",
    "'a;b=c\td', CONTROL_CHARACTER",
  })
  void parse_textThatNamesNothing_isRejectedWithTheReason(String input, Reason reason) {
    assertThat(assertRejected(input)).isEqualTo(reason);
  }

  @Test
  void parse_textBeyondTheLimit_isRejectedAsTooLong() {
    assertThat(MetricPath.parse("a".repeat(MetricPath.MAX_LENGTH)).text())
        .hasSize(MetricPath.MAX_LENGTH);
    assertThat(assertRejected("a".repeat(MetricPath.MAX_LENGTH + 1))).isEqualTo(Reason.TOO_LONG);
  }

  @Test
  void tags_beyondTheBasicPlane_areSortedByCodePoint() {
    assertThat(MetricPath.parse("m;\uFF5E=1;\uD83D\uDE00=2").text())
        .isEqualTo("m;\uFF5E=1;\uD83D\uDE00=2");
  }

  @Test
  void parse_whateverTheOrderOfTags_isTheSameAndStaysSo() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var tags = List.of("a", "a.b", "ab", "A", "na", "namer", "\uFF5E", "\uD83D\uDE00", "a b");
    for (var i = 0; i < 10_000; i++) {
      var parts = new ArrayList<String>();
      for (var tag : tags) {
        if (random.nextInt(3) == 0) {
          parts.add(";" + tag + "=" + List.of("1", "=", "x~", "é", "\uD83D\uDE00").get(i % 5));
        }
      }
      var canonical = MetricPath.parse("m" + String.join("", parts)).text();
      Collections.shuffle(parts, random);

      assertThat(MetricPath.parse("m" + String.join("", parts)).text())
          .as("seed %d", seed)
          .isEqualTo(canonical);
      assertThat(MetricPath.parse(canonical).text()).as("seed %d", seed).isEqualTo(canonical);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "m;a=1;a=2, m;a=2",
    "m;b=1;name=x, m;b=1",
    "~m;a=1, m;a=1",
    ".m..n;a=1, m.n;a=1",
    "m;b=1;a=1, m;a=1;b=1"
  })
  void parse_ofWhatIsNearlyCanonical_makesItSo(String sent, String canonical) {
    assertThat(MetricPath.parse(sent).text()).isEqualTo(canonical);
  }

  @Test
  void path_madeFromStoredNodes_mayHoldWhatFileNamesHold() {
    var path = new MetricPath("srv (old).café, main.load;x");

    assertThat(path.nodes()).containsExactly("srv (old)", "café, main", "load;x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a..b", ".a", "a.", "."})
  void path_emptyNode_isRefused(String text) {
    assertThatExceptionOfType(InvalidMetricPathException.class)
        .isThrownBy(() -> new MetricPath(text))
        .satisfies(fault -> assertThat(fault.reason()).isEqualTo(Reason.EMPTY_NODE));
  }
}
