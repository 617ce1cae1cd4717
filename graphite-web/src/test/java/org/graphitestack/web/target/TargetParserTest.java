// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.graphitestack.web.target.Expression.Call;
import org.graphitestack.web.target.Expression.Flag;
import org.graphitestack.web.target.Expression.Infinity;
import org.graphitestack.web.target.Expression.None;
import org.graphitestack.web.target.Expression.Path;
import org.graphitestack.web.target.Expression.Real;
import org.graphitestack.web.target.Expression.Template;
import org.graphitestack.web.target.Expression.Text;
import org.graphitestack.web.target.Expression.Whole;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Targets as graphite-web's own grammar reads them: the table `grammar.tsv` was recorded from it.
final class TargetParserTest {

  @TestFactory
  List<DynamicTest> parse_everyRecordedTarget_readsAsRecorded() throws IOException {
    var tests = new ArrayList<DynamicTest>();
    for (var line : lines("grammar.tsv")) {
      var parts = line.split("\t", -1);
      tests.add(
          DynamicTest.dynamicTest(
              parts[0], () -> assertThat(canonical(parts[0])).isEqualTo(parts[1])));
    }
    assertThat(tests).hasSizeGreaterThan(160);
    return tests;
  }

  @Test
  void parse_firstCharacterThatFitsNothing_isNamed() {
    assertThatThrownBy(() -> TargetParser.parse("(a.b"))
        .isInstanceOf(TargetSyntaxException.class)
        .hasMessage(
            "cannot read the target at character 1: found '(' (expected: a metric path or a"
                + " function call)");
    assertThatThrownBy(() -> TargetParser.parse("")).hasMessageContaining("found the end");
  }

  @Test
  void parse_textAfterTheLongestPrefix_isKeptAsLeftover() throws TargetSyntaxException {
    assertThat(TargetParser.parse("a.b)junk").leftover()).isEqualTo(")junk");
    assertThat(TargetParser.parse("scale(a.b,2)").leftover()).isEmpty();
  }

  @Test
  void parse_positions_pointIntoTheText() throws TargetSyntaxException {
    var call = (Call) TargetParser.parse("  scale( a.b , 2)").expression();

    assertThat(call.at()).isEqualTo(2);
    assertThat(call.text()).isEqualTo("scale( a.b , 2)");
    assertThat(call.arguments()).extracting(Expression::at).containsExactly(9, 15);
  }

  @Test
  void parse_unicodePaths_onlyWhenAllowed() throws TargetSyntaxException {
    assertThat(TargetParser.parse("größe.é", true).expression()).isEqualTo(new Path("größe.é", 0));
    assertThat(TargetParser.parse("größe.é").expression()).isEqualTo(new Path("gr", 0));
  }

  @Test
  void parse_deepNesting_isRefusedWithTheLimit() {
    var text = "f(".repeat(TargetParser.MAX_DEPTH + 5) + "a" + ")".repeat(300);

    assertThatThrownBy(() -> TargetParser.parse(text))
        .isInstanceOf(TargetSyntaxException.class)
        .hasMessageContaining("expected: at most " + TargetParser.MAX_DEPTH);
  }

  @Test
  void parse_longText_isRefusedWithTheLimit() {
    assertThatThrownBy(() -> TargetParser.parse("a".repeat(TargetParser.MAX_LENGTH + 1)))
        .isInstanceOf(TargetSyntaxException.class)
        .hasMessageContaining("expected: at most " + TargetParser.MAX_LENGTH);
  }

  @Test
  void parse_nestedTemplatesThatFail_takesLinearTime() throws TargetSyntaxException {
    var text = "template(".repeat(180) + "a|b" + ")".repeat(100);

    assertThat(TargetParser.parse(text).expression()).isEqualTo(new Path("template", 0));
  }

  @Test
  void parse_randomText_givesATargetOrASyntaxError() {
    var seed = 20250615L;
    var random = new Random(seed);
    var pieces =
        List.of(
            "a",
            "b.c",
            "f",
            "(",
            ")",
            ",",
            "|",
            "\"",
            "'",
            "\\",
            "{",
            "}",
            "=",
            "1",
            "-2.5e3",
            " ",
            "true",
            "none",
            "inf",
            "template",
            "$x",
            ".",
            "é",
            "\n",
            "\0",
            "*",
            ";",
            "scale(");
    for (var round = 0; round < 50_000; round++) {
      var text = new StringBuilder();
      for (var i = random.nextInt(25); i > 0; i--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      try {
        var target = TargetParser.parse(text.toString(), random.nextBoolean());
        assertThat(target.end()).as("seed %d: %s", seed, text).isBetween(1, text.length());
      } catch (TargetSyntaxException expected) {
        assertThat(expected.position())
            .as("seed %d: %s", seed, text)
            .isLessThanOrEqualTo(text.length());
      }
    }
  }

  private static List<String> lines(String resource) throws IOException {
    try (var in = TargetParserTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static String canonical(String text) {
    try {
      return canonical(TargetParser.parse(text).expression());
    } catch (TargetSyntaxException unreadable) {
      return "ERR";
    }
  }

  private static String canonical(Expression expression) {
    return switch (expression) {
      case Path(var text, _) -> "P<" + text + ">";
      case Call call -> {
        var parts = new ArrayList<String>();
        call.arguments().forEach(a -> parts.add(canonical(a)));
        call.named().forEach((k, v) -> parts.add(k + "=" + canonical(v)));
        yield "C<" + call.function() + ">(" + String.join(" ", parts) + ")";
      }
      case Template template -> {
        var parts = new ArrayList<String>();
        parts.add(canonical(template.body()));
        template.positional().forEach(a -> parts.add(canonical(a)));
        template.named().forEach((k, v) -> parts.add(k + "=" + canonical(v)));
        yield "T(" + String.join(" ", parts) + ")";
      }
      case Text(var value, _) -> "Q:" + value;
      case Whole(var value, _) -> "I" + value;
      case Real(var value, _) -> "R" + value;
      case Flag(var value, _) -> "B" + value;
      case None _ -> "NONE";
      case Infinity _ -> "INF";
    };
  }
}
