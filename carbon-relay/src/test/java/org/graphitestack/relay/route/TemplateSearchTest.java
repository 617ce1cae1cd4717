// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.graphitestack.relay.route.NameTemplate.Found;
import org.graphitestack.relay.route.NameTemplate.Hole;
import org.graphitestack.relay.route.NameTemplate.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateSearchTest {

  private static final Map<String, Hole> HOLES =
      Map.of("<n>", Hole.OF_A_NODE, "<<n>>", Hole.SOMETHING, "\\1", Hole.ANYTHING);
  private static final Pattern PARTS = Pattern.compile("<n>|<<n>>|\\\\1|[^<\\\\]+");

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "^web\\. web.<n>.all ALWAYS",
        "^web\\.a\\. web.<n>.all AT_TIMES",
        "^db\\. web.<n>.all NEVER",
        "^web web<n>.all ALWAYS",
        "^webs web<n>.all AT_TIMES",
        "\\.all$ <n>.all ALWAYS",
        "\\.all$ \\1.all ALWAYS",
        "\\.all$ \\1all AT_TIMES",
        ".* <n>.<n> ALWAYS",
        "^ <<n>> ALWAYS",
        "^[^.]+\\.all$ <n>.all ALWAYS",
        "^[^.]+\\.all$ <<n>>.all AT_TIMES",
        "^[^.]+\\.[^.]+$ <n>.all.<n> NEVER",
        "^a.+b$ a\\1b AT_TIMES",
        "^a.*b$ a\\1b ALWAYS",
        "\\s a<n>b NEVER",
        "^web\\.all$ web.all ALWAYS",
        "^(?!web) db.all ALWAYS",
        "^(?!web) db.<n> AT_TIMES",
        "é \\1.é AT_TIMES",
        "a.{60}b a<n>b AT_TIMES"
      })
  void foundIn_saysWhatHoldsWhateverFillsTheHoles(String pattern, String names, Found found) {
    assertThat(NamePattern.of(pattern).foundIn(template(names))).isEqualTo(found);
  }

  @Test
  void foundIn_aTemplateWithoutABeginning_letsThoseNamesGo() {
    var own = NamePattern.of("^carbon\\.");
    var names = template("<n>.all");

    assertThat(own.foundIn(names)).isEqualTo(Found.AT_TIMES);
    assertThat(own.foundIn(names.butNotBeginning("carbon."))).isEqualTo(Found.NEVER);
    assertThat(NamePattern.of("^carbon").foundIn(names.butNotBeginning("carbon.")))
        .as("carbons.all is left")
        .isEqualTo(Found.AT_TIMES);
    assertThat(own.foundIn(template("carbon.<n>").butNotBeginning("carbon.")))
        .as("a template that says so itself")
        .isEqualTo(Found.ALWAYS);
  }

  /// Patterns and templates put together by chance: what is said of all names holds for each.
  @Test
  void foundIn_randomTemplates_saysNothingThatANameRefutes() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var told = new EnumMap<Found, Integer>(Found.class);
    for (var i = 0; i < 5_000; i++) {
      var pattern = NamePattern.of(pattern(random));
      var template = template(random);
      var found = pattern.foundIn(template);
      told.merge(found, 1, Integer::sum);
      for (var j = 0; j < 20 && found != Found.AT_TIMES; j++) {
        var name = filled(template, random);
        assertThat(pattern.found(name))
            .as("seed %d: %s in %s, such as %s", seed, pattern, template, name)
            .isEqualTo(found == Found.ALWAYS);
      }
    }
    assertThat(told.values()).hasSize(3).allMatch(times -> times > 200);
  }

  private static String pattern(Random random) {
    String[] atoms = {"a", "b", ".", "\\.", "[ab]", "[^a]", "\\w", "^", "$", "a*", ".+", "(a|b)?"};
    var pattern = new StringBuilder();
    for (var i = 1 + random.nextInt(4); i > 0; i--) {
      pattern.append(atoms[random.nextInt(atoms.length)]);
    }
    return pattern.toString().replace("^a*", "^").replace("^.+", "^.");
  }

  private static NameTemplate template(Random random) {
    var holes = List.of(Hole.OF_A_NODE, Hole.SOMETHING, Hole.ANYTHING);
    var parts = new ArrayList<Part>();
    parts.add(new Part.Text("ab.".substring(random.nextInt(3))));
    for (var i = random.nextInt(3); i >= 0; i--) {
      parts.add(holes.get(random.nextInt(holes.size())));
      parts.add(new Part.Text("ba".substring(random.nextInt(2))));
    }
    return new NameTemplate("", parts);
  }

  private static String filled(NameTemplate template, Random random) {
    var name = new StringBuilder();
    for (var part : template.parts()) {
      switch (part) {
        case Part.Text(var text) -> name.append(text);
        case Hole hole -> {
          var letters = hole == Hole.OF_A_NODE ? "abc-" : "abc-..";
          for (var i = random.nextInt(4) + (hole == Hole.ANYTHING ? 0 : 1); i > 0; i--) {
            name.append(letters.charAt(random.nextInt(letters.length())));
          }
        }
      }
    }
    return name.toString();
  }

  private static NameTemplate template(String text) {
    List<Part> parts =
        PARTS
            .matcher(text)
            .results()
            .<Part>map(
                part ->
                    HOLES.containsKey(part.group())
                        ? HOLES.get(part.group())
                        : new Part.Text(part.group()))
            .toList();
    return new NameTemplate(text, parts);
  }
}
