// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.graphitestack.relay.route.AsciiAutomaton.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamePatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "^carbon\\. carbon.agents true",
        "^carbon\\. mycarbon.x false",
        "count$ a.count true",
        "count$ a.counts false",
        "web web true",
        "^(a|b)+c aabc true",
        "^[^.]+\\.cpu\\. web01.cpu.user true",
        "^[^.]+\\.cpu\\. eu.web01.cpu.user false",
        "\\.(max|upper(_\\d+)?)$ a.upper_90 true",
        "(?i)CPU a.cpu.b true",
        "a{2,3}$ baaaa true",
        "^a{2,3}$ aaaa false",
        "(?P<n>a)(?P=n) xaax true",
        "\\bcpu\\b a.cpu.b true",
        "^(?!carbon) carbon.x false",
        "\\w+\\.é a.é true",
        "^.$ é true",
        "^\\w+$ température true",
        "$^ a false",
        "x* a true",
        "a||b c true"
      })
  void found_asPythonSearches(String pattern, String name, boolean found) {
    assertThat(NamePattern.of(pattern).found(name)).isEqualTo(found);
  }

  @Test
  void found_ignoringCase_takesBothCases() {
    assertThat(NamePattern.ignoringCase("^Servers\\.[a-c]$").found("sERVERS.B")).isTrue();
    assertThat(NamePattern.ignoringCase("é").found("É")).isTrue();
    assertThat(NamePattern.of("^Servers").found("servers")).isFalse();
  }

  @Test
  void found_inPartOfAnArray_looksAtThatPartOnly() {
    var bytes = "xxcarbon.yy".getBytes(StandardCharsets.UTF_8);
    var pattern = NamePattern.of("^carbon\\.$");
    assertThat(pattern.found(bytes, 2, 7)).isTrue();
    assertThat(pattern.found(bytes, 1, 8)).isFalse();
    assertThat(pattern.found(bytes, 2, 8)).isFalse();
  }

  @Test
  void linear_butForLookAroundAndReferences() {
    assertThat(NamePattern.of("(a+)+$").linear()).isTrue();
    assertThat(NamePattern.of("[\\w-]+\\s?\\d").linear()).isTrue();
    assertThat(NamePattern.of("(?!a)b").linear()).isFalse();
    assertThat(NamePattern.of("(a)\\1").linear()).isFalse();
  }

  @Test
  void found_patternThatWouldExplode_isLeftToRe2() {
    var exploding = "a.{60}b";
    assertThat(AsciiPatternParser.parse(exploding, false).flatMap(AsciiAutomaton::of)).isEmpty();
    assertThat(NamePattern.of(exploding).found("a" + "x".repeat(60) + "b")).isTrue();
    assertThat(NamePattern.of(exploding).found("a" + "x".repeat(59) + "b")).isFalse();
    assertThat(AsciiPatternParser.parse("((a{99}){99}){99}", false).flatMap(AsciiAutomaton::of))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "a)", "[a", "*a", "a\\", "\\Qa\\E", "(?P=n"})
  void of_whatPythonRefuses_saysWhere(String pattern) {
    assertThatThrownBy(() -> NamePattern.of(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at character")
        .hasMessageContaining(pattern);
  }

  /// Patterns put together by chance, searched by the automaton and by the JDK's engine.
  @Test
  void search_ofRandomPatterns_agreesWithTheJdk() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var asked = 0;
    for (var i = 0; i < 20_000; i++) {
      var pattern = pattern(random, 3);
      var ignoreCase = random.nextBoolean();
      var tree = AsciiPatternParser.parse(pattern, ignoreCase);
      var automaton = tree.flatMap(AsciiAutomaton::of);
      if (automaton.isEmpty()) {
        continue;
      }
      var engine = PythonRegex.jdk(pattern, ignoreCase).asPredicate();
      for (var j = 0; j < 5; j++) {
        var name = name(random);
        var bytes = name.getBytes(StandardCharsets.UTF_8);
        var expected = engine.test(name) ? Answer.FOUND : Answer.NOT_FOUND;
        assertThat(automaton.get().search(bytes, 0, bytes.length))
            .as("seed %d: %s in %s", seed, pattern, name)
            .isEqualTo(expected);
        asked++;
      }
    }
    assertThat(asked).isGreaterThan(50_000);
  }

  private static String pattern(Random random, int depth) {
    if (depth == 0) {
      String[] atoms = {
        "a", "b", "B", ".", "\\.", "[ab]", "[^a]", "[a-c.]", "\\w", "\\W", "^", "$"
      };
      return atoms[random.nextInt(atoms.length)];
    }
    var left = pattern(random, depth - 1);
    return switch (random.nextInt(8)) {
      case 0 -> "(" + left + ")*";
      case 1 -> "(?:" + left + ")+";
      case 2 -> "(" + left + ")?";
      case 3 -> "(" + left + "){1,2}";
      case 4 -> "(" + left + "|" + pattern(random, depth - 1) + ")";
      default -> left + pattern(random, depth - 1);
    };
  }

  private static String name(Random random) {
    var name = new StringBuilder();
    var length = 1 + random.nextInt(8);
    for (var i = 0; i < length; i++) {
      name.append("abB.c-".charAt(random.nextInt(6)));
    }
    return name.toString();
  }
}
