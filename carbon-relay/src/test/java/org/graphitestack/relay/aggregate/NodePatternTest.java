// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodePatternTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.(b|c)", "a.\\d", "a.b+", "a.b?", "a.[bc]", "a.b{2}", "^a", "a$", "a|b", "<x>*.b",
        "*<x>.b", "<<x>>.b", "<x>-<y>", "a.>b", "a.<b", "a.<<b>"
      })
  void of_whatNeedsAnExpression_isEmpty(String pattern) {
    assertThat(NodePattern.of(pattern)).isEmpty();
  }

  /// The expression, as the rules of aggregation-rules.conf make it of a pattern.
  private static Pattern expression(String pattern) {
    var expression = new StringBuilder();
    var parts = pattern.split("\\.", -1);
    for (var i = 0; i < parts.length; i++) {
      var part = parts[i];
      expression.append(i == 0 ? "" : "\\.");
      expression.append(
          part.contains("<")
              ? part.replaceFirst("<<.>>", "(.+?)").replaceFirst("<.>", "([^.]+?)")
              : part.equals("*") ? "[^.]+" : part.replace("*", "[^.]*"));
    }
    return Pattern.compile(expression.toString());
  }

  @Test
  void match_randomPatternsAndNames_isWhatTheExpressionMatches() {
    var seed = new Random().nextLong();
    System.getLogger(NodePatternTest.class.getName()).log(System.Logger.Level.INFO, "seed " + seed);
    var chance = new Random(seed);
    var matches = 0;
    for (var round = 0; round < 200_000; round++) {
      var pattern = new StringBuilder();
      var nodes = chance.nextInt(1, 4);
      for (var i = 0; i < nodes; i++) {
        pattern.append(i == 0 ? "" : ".");
        pattern.append(
            switch (chance.nextInt(i == nodes - 1 ? 5 : 4)) {
              case 0 -> "*";
              case 1 -> text(chance, "ab**");
              case 2 -> text(chance, "ab") + "<" + i + ">" + text(chance, "ab");
              case 3 -> "a" + text(chance, "ab");
              default ->
                  text(chance, "ab") + "<<" + i + ">>" + text(chance, "ab.").replace(".", "");
            });
      }
      var name = text(chance, "aabb.") + text(chance, "ab.") + text(chance, "ab.");
      var found = NodePattern.of(pattern.toString()).orElseThrow().match(name);
      var expected = expression(pattern.toString()).matcher(name);
      var about = "seed " + seed + ": " + pattern + " on " + name;
      if (!expected.matches()) {
        assertThat(found).as(about).isNull();
        continue;
      }
      matches++;
      var places = new int[2 * expected.groupCount()];
      for (var i = 0; i < places.length; i += 2) {
        places[i] = expected.start(i / 2 + 1);
        places[i + 1] = expected.end(i / 2 + 1);
      }
      assertThat(found).as(about).isEqualTo(places);
    }
    assertThat(matches).isGreaterThan(1000);
  }

  private static String text(Random chance, String characters) {
    var text = new StringBuilder();
    for (var i = chance.nextInt(5); i > 0; i--) {
      text.append(characters.charAt(chance.nextInt(characters.length())));
    }
    return text.toString();
  }
}
