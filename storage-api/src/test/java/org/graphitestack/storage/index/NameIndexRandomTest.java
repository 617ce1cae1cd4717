// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.PathOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The index against a set of names and regular expressions. A failure prints its seed.
class NameIndexRandomTest {

  private static final String LETTERS = "ab-!é";

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void find_amongRandomNames_isWhatTheModelFinds(long seed) {
    var random = new Random(seed);
    var index = new NameIndex();
    var model = new TreeSet<String>();
    for (var i = 0; i < 3000; i++) {
      var name = randomName(random);
      if (random.nextInt(4) == 0) {
        assertThat(index.remove(new MetricPath(name)))
            .as("seed %s", seed)
            .isEqualTo(model.remove(name));
      } else {
        assertThat(index.add(new MetricPath(name))).as("seed %s", seed).isEqualTo(model.add(name));
      }
    }
    assertThat(index.size()).isEqualTo(model.size());
    var leaves = new ArrayList<String>();
    index.forEachLeaf(leaves::add);
    assertThat(leaves).as("seed %s", seed).containsExactlyElementsOf(model);
    var branches = branches(model);
    for (var i = 0; i < 150; i++) {
      var pattern = randomPattern(random);
      assertThat(index.find(pattern))
          .as("seed %s, pattern %s", seed, pattern)
          .isEqualTo(modelFind(model, branches, pattern));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void find_ofAnyText_neverFails(long seed) {
    var random = new Random(seed);
    var index = new NameIndex();
    for (var i = 0; i < 200; i++) {
      index.add(new MetricPath(randomName(random)));
    }
    var characters = "ab.*?[]{},!-\\/;=é\uD83D\uDE00 ";
    for (var i = 0; i < 20_000; i++) {
      var pattern = new StringBuilder();
      for (var length = random.nextInt(12); length >= 0; length--) {
        pattern.append(characters.charAt(random.nextInt(characters.length())));
      }
      assertThat(index.find(pattern.toString())).isSortedAccordingTo(PathOrder.NODES);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void find_whileOthersAddAndRemove_seesAllThatIsThereAllTheWhile(long seed) throws Exception {
    var index = new NameIndex();
    var stable = new ArrayList<String>();
    for (var i = 0; i < 1000; i++) {
      stable.add("flat.s" + i);
      stable.add("deep.n" + i % 50 + ".s" + i);
    }
    stable.forEach(name -> index.add(new MetricPath(name)));
    var expected = new TreeSet<>(stable);
    var stop = new AtomicBoolean();
    var started = new CountDownLatch(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var changes = new ArrayList<Future<?>>();
      for (var writer = 0; writer < 2; writer++) {
        var random = new Random(seed * 31 + writer);
        var mine = "w" + writer + "_";
        changes.add(
            threads.submit(
                () -> {
                  var present = new HashSet<String>();
                  started.countDown();
                  while (!stop.get()) {
                    var name =
                        (random.nextBoolean() ? "flat." : "deep.n" + random.nextInt(80) + ".")
                            + mine
                            + random.nextInt(3000);
                    if (present.add(name)) {
                      assertThat(index.add(new MetricPath(name))).isTrue();
                    } else {
                      present.remove(name);
                      assertThat(index.remove(new MetricPath(name))).isTrue();
                    }
                  }
                  return present.size();
                }));
      }
      assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
      for (var i = 0; i < 30; i++) {
        var found =
            index.find("**.s*").stream().filter(FoundNode::leaf).map(FoundNode::path).toList();
        assertThat(found).as("seed %s", seed).containsExactlyElementsOf(expected);
      }
      stop.set(true);
      var others = 0;
      for (var change : changes) {
        others += (Integer) change.get(10, TimeUnit.SECONDS);
      }
      assertThat(index.size()).isEqualTo(stable.size() + others);
      assertThat(index.find("**").stream().filter(FoundNode::leaf)).hasSize(index.size());
    }
  }

  private static String randomName(Random random) {
    var nodes = new ArrayList<String>();
    for (var depth = random.nextInt(4); depth >= 0; depth--) {
      var node = new StringBuilder();
      for (var length = random.nextInt(3); length >= 0; length--) {
        node.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      nodes.add(node.toString());
    }
    return String.join(".", nodes);
  }

  private static String randomPattern(Random random) {
    var elements = new ArrayList<String>();
    for (var depth = random.nextInt(4); depth >= 0; depth--) {
      elements.add(
          random.nextInt(8) == 0 ? "**" : random.nextInt(4) == 0 ? "*" : randomElement(random, 0));
    }
    return String.join(".", elements);
  }

  private static String randomElement(Random random, int depth) {
    var element = new StringBuilder();
    for (var length = random.nextInt(3); length >= 0; length--) {
      element.append(
          switch (random.nextInt(8)) {
            case 0 -> "*";
            case 1 -> "?";
            case 2 -> random.nextBoolean() ? "[a-b]" : "[!b-]";
            case 3 ->
                depth > 1
                    ? "a"
                    : "{" + randomElement(random, depth + 1) + "," + randomElement(random, 2) + "}";
            default -> LETTERS.substring(random.nextInt(4)).substring(0, 1);
          });
    }
    return element.toString();
  }

  private static SortedSet<String> branches(SortedSet<String> names) {
    var branches = new TreeSet<String>();
    for (var name : names) {
      for (var dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
        branches.add(name.substring(0, dot));
      }
    }
    return branches;
  }

  private static List<FoundNode> modelFind(
      SortedSet<String> names, SortedSet<String> branches, String pattern) {
    var expression = Pattern.compile(expression(pattern));
    var found = new ArrayList<FoundNode>();
    branches.stream()
        .filter(branch -> expression.matcher(branch).matches())
        .forEach(branch -> found.add(new FoundNode(branch, false)));
    names.stream()
        .filter(name -> expression.matcher(name).matches())
        .forEach(name -> found.add(new FoundNode(name, true)));
    Collections.sort(found, PathOrder.NODES);
    return found;
  }

  /// The pattern as a regular expression over whole paths.
  private static String expression(String pattern) {
    var expression = new StringBuilder();
    var elements = pattern.split("\\.", -1);
    for (var i = 0; i < elements.length; i++) {
      var last = i == elements.length - 1;
      if (elements[i].equals("**")) {
        expression.append(last ? ".+" : "(?:[^.]+\\.)*");
      } else {
        elements[i].chars().forEach(c -> expression.append(expression((char) c)));
        expression.append(last ? "" : "\\.");
      }
    }
    return expression.toString().replace("[!", "[^.");
  }

  private static String expression(char c) {
    return switch (c) {
      case '*' -> "[^.]*";
      case '?' -> "[^.]";
      case '{' -> "(?:";
      case '}' -> ")";
      case ',' -> "|";
      default -> String.valueOf(c);
    };
  }
}
