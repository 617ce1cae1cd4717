// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graphitestack.relay.route.NamePattern;
import org.graphitestack.relay.route.NameTemplate;
import org.graphitestack.relay.route.NameTemplate.Hole;
import org.graphitestack.relay.route.NameTemplate.Part.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AggregationRulesTest {

  static Stream<List<String>> carbonsAnswers() {
    return Fixtures.rows("names.tsv").stream().map(List::of);
  }

  @ParameterizedTest
  @MethodSource("carbonsAnswers")
  void of_aName_givesWhatCarbonMakesOfIt(List<String> row) {
    var rules = new AggregationRules(List.of(Fixtures.rule(row.get(1), 60, "sum", row.getFirst())));
    var expected = row.get(3).equals("-") ? List.of() : List.of(row.get(3));
    assertThat(outputs(rules, row.get(2))).isEqualTo(expected);
    assertThat(outputs(rules, row.get(2))).as("remembered").isEqualTo(expected);
    var bytes = row.get(2).getBytes(StandardCharsets.UTF_8);
    var names = new ArrayList<String>();
    rules.namesOf(
        bytes,
        0,
        bytes.length,
        (b, at, n) -> names.add(new String(b, at, n, StandardCharsets.UTF_8)));
    assertThat(names).isEqualTo(expected);
  }

  @Test
  void template_ofCarbonsRule_hasAHoleForEachField() {
    var naming = Fixtures.rule("<a>.all.<b>", 60, "sum", "<a>.*.<<b>>").naming();

    assertThat(naming.template(0).text()).isEqualTo("<a>.all.<b>");
    assertThat(naming.template(0).parts())
        .containsExactly(
            new Text(""), Hole.OF_A_NODE, new Text(".all."), Hole.SOMETHING, new Text(""));
  }

  @Test
  void template_ofARegularExpression_isOpenWhereTheMatchIs() {
    var whole = new RegexNaming(List.of(NamePattern.of("^a\\.(.*)$")), List.of("x", "all.\\1"));
    var part = new RegexNaming(List.of(NamePattern.of("^a"), NamePattern.of("b$")), List.of("x"));

    assertThat(whole.template(0).parts()).containsExactly(new Text("x"));
    assertThat(whole.template(1).parts()).containsExactly(new Text("all."), Hole.ANYTHING);
    assertThat(part.template(0).parts())
        .containsExactly(Hole.ANYTHING, new Text("x"), Hole.ANYTHING);
  }

  @Test
  void of_aNameOfSeveralRules_keepsTheirOrder() {
    var rules =
        new AggregationRules(
            List.of(
                Fixtures.rule("z", 60, "sum", "a.*"),
                Fixtures.rule("y", 60, "sum", "b.*"),
                Fixtures.rule("x", 60, "sum", "*.b"),
                Fixtures.rule("z", 60, "avg", "a.b")));
    assertThat(outputs(rules, "a.b")).containsExactly("z", "x", "z");
  }

  @Test
  void of_aPartOfLargerBytes_looksAtThatPartAlone() {
    var rules = new AggregationRules(List.of(Fixtures.rule("<x>.all", 60, "sum", "<x>.*")));
    var bytes = "left a.b right".getBytes(StandardCharsets.UTF_8);
    var found = new ArrayList<String>();
    rules.of(bytes, 5, 3, (_, output) -> found.add(new String(output, StandardCharsets.UTF_8)));
    assertThat(found).containsExactly("a.all");
  }

  @Test
  void of_moreNamesThanRoom_staysRightAndWithinTheBound() {
    var room = 20_000;
    var rules = new AggregationRules(List.of(Fixtures.rule("all.<x>", 60, "sum", "*.<x>")), room);
    for (var round = 0; round < 3; round++) {
      for (var i = 0; i < 5000; i++) {
        assertThat(outputs(rules, "host" + i + ".m" + i)).containsExactly("all.m" + i);
      }
      assertThat(rules.memoBytes()).isBetween(room / 2L, (long) room);
    }
  }

  @Test
  void of_aNameSeenBefore_doesNotMatchAgain() {
    var asked = new ArrayList<String>();
    var naming =
        new OutputNaming() {
          @Override
          public String output(String name, int compute) {
            asked.add(name);
            return "all";
          }

          @Override
          public NameTemplate template(int compute) {
            return new NameTemplate("all", List.of(new Text("all")));
          }

          @Override
          public String text() {
            return "counting";
          }
        };
    var rule =
        new AggregationRule(
            naming, 60, List.of(AggregationFunction.SUM), new Emission.Rounds(), "");
    var rules = new AggregationRules(List.of(rule));
    IntStream.range(0, 10).forEach(_ -> outputs(rules, "a"));
    assertThat(asked).containsExactly("a");
  }

  @ParameterizedTest
  @CsvSource({"'out put.<x>'", "'out\u0000.<x>'", "'out\u007f<x>'"})
  void of_anOutputThatFitsNoLine_isLeftOut(String template) {
    var rules = new AggregationRules(List.of(Fixtures.rule(template, 60, "sum", "a.<x>")));
    assertThat(outputs(rules, "a.b")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.<x> | out.<y> | field <y> in the output (expected: one of the input's [x])",
        "a.b | out.<y> | field <y> in the output (expected: one of the input's [])",
        "a.<<x>> | out.<<x>> | output out.<<x>> (expected: <field> with single brackets)",
        "a.<x> | 50% | output 50% (expected: <field>, and %% for a percent sign)",
        "a.<x> | out.<x | output out.<x (expected: <field>, and %% for a percent sign)",
        "a.<> | out | field <> in <> (expected: letters, digits and _)",
        "a.<1x> | out | field <1x> in <1x> (expected: letters, digits and _)",
        "<x>.<x> | out | field <x> again (expected: each field once)",
        "a.(<x> | out | input a.(<x>: Unclosed group"
      })
  void rule_thatMakesNoSense_saysWhy(String input, String output, String message) {
    assertThatThrownBy(() -> Fixtures.rule(output, 60, "sum", input))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void rule_outOfRange_saysFoundAndExpected() {
    assertThatThrownBy(() -> Fixtures.rule("a", 0, "sum", "b"))
        .hasMessage("frequency: 0 (expected: >= 1 second)");
    assertThatThrownBy(() -> Fixtures.expiring("a", 60, 60, OutputTime.END, "sum"))
        .hasMessage("expire: 60 (expected: more than the 60 s of a window)");
    assertThatThrownBy(() -> Fixtures.expiring("a", 60, 90, OutputTime.END))
        .hasMessage("functions: 0 (expected: >= 1)");
  }

  private static List<String> outputs(AggregationRules rules, String name) {
    var found = new ArrayList<String>();
    rules.of(name, (_, output) -> found.add(new String(output, StandardCharsets.UTF_8)));
    return found;
  }
}
