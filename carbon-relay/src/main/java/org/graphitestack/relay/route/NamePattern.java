// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import com.google.re2j.PatternSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.graphitestack.relay.route.NameTemplate.Found;
import org.graphitestack.relay.route.NameTemplate.Part;
import org.graphitestack.relay.route.PatternTree.Anchor;
import org.graphitestack.relay.route.PatternTree.Choice;
import org.graphitestack.relay.route.PatternTree.OneOf;
import org.graphitestack.relay.route.PatternTree.Repeat;
import org.graphitestack.relay.route.PatternTree.Sequence;
import org.jspecify.annotations.Nullable;

/// A regular expression of the owner's files, in Python's notation, searched for in metric names.
///
/// Names come from anyone, so patterns run in time linear in the name: on [AsciiAutomaton], else on
/// RE2/J. Only look-around and back-references, which RE2/J does not have, are left to the JDK's
/// engine ([#linear] tells). Immutable; any thread may search.
public final class NamePattern {

  private final String text;
  private final @Nullable AsciiAutomaton automaton;
  private final Engine engine;

  private NamePattern(String text, boolean ignoreCase) {
    this.text = text;
    this.engine = engine(text, ignoreCase);
    this.automaton =
        AsciiPatternParser.parse(text, ignoreCase).flatMap(AsciiAutomaton::of).orElse(null);
  }

  /// Compiles a pattern.
  ///
  /// @throws IllegalArgumentException if the pattern is none; the message says where
  public static NamePattern of(String python) {
    return new NamePattern(python, false);
  }

  /// Compiles a pattern that takes capital and small letters for the same.
  ///
  /// @throws IllegalArgumentException if the pattern is none; the message says where
  public static NamePattern ignoringCase(String python) {
    return new NamePattern(python, true);
  }

  /// The pattern as it was written.
  public String text() {
    return text;
  }

  /// Whether no name, however odd, can make a search slow.
  public boolean linear() {
    return engine instanceof Linear;
  }

  /// Whether the pattern is found anywhere in a name. Allocates nothing if the name is ASCII and
  /// the pattern has its automaton.
  public boolean found(byte[] name, int offset, int length) {
    if (automaton != null && length > 0) {
      var answer = automaton.search(name, offset, length);
      if (answer != AsciiAutomaton.Answer.NOT_ASCII) {
        return answer == AsciiAutomaton.Answer.FOUND;
      }
    }
    return engine.matches(new String(name, offset, length, StandardCharsets.UTF_8)).find();
  }

  /// Whether the pattern is found anywhere in a text.
  public boolean found(String name) {
    var bytes = name.getBytes(StandardCharsets.UTF_8);
    return found(bytes, 0, bytes.length);
  }

  /// In how many names of a template the pattern is found.
  public Found foundIn(NameTemplate names) {
    var only = names.only();
    if (only.isPresent()) {
      return found(only.get()) ? Found.ALWAYS : Found.NEVER;
    }
    return automaton == null || !isAscii(names)
        ? Found.AT_TIMES
        : TemplateSearch.search(automaton, names);
  }

  private static boolean isAscii(NameTemplate names) {
    return names.parts().stream()
        .allMatch(
            part ->
                !(part instanceof Part.Text(var known))
                    || known.chars().allMatch(c -> c < PatternTree.ASCII));
  }

  /// Whether what is found always is the beginning of a name; false also if that cannot be told.
  public boolean atTheBeginning() {
    return isAt(Anchor.START);
  }

  /// Whether what is found always is the end of a name; false also if that cannot be told.
  public boolean atTheEnd() {
    return isAt(Anchor.END);
  }

  private boolean isAt(Anchor edge) {
    return AsciiPatternParser.parse(text, engine.ignoresCase())
        .map(tree -> isAt(tree, edge))
        .orElse(false);
  }

  private static boolean isAt(PatternTree tree, Anchor edge) {
    return switch (tree) {
      case Anchor anchor -> anchor == edge;
      case Sequence(var parts) ->
          !parts.isEmpty() && isAt(edge == Anchor.START ? parts.getFirst() : parts.getLast(), edge);
      case Choice(var parts) -> parts.stream().allMatch(part -> isAt(part, edge));
      case OneOf _, Repeat _ -> false;
    };
  }

  /// The pattern's places in a text, one after the other.
  public Matches matches(String name) {
    return engine.matches(name);
  }

  /// Numbers of the groups that have names.
  public Map<String, Integer> groupNames() {
    return engine.groupNames();
  }

  int groupCount() {
    return engine.groupCount();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NamePattern that
        && text.equals(that.text)
        && engine.ignoresCase() == that.engine.ignoresCase();
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }

  private static Engine engine(String text, boolean ignoreCase) {
    // the JDK's engine explains mistakes better, so it is asked first
    var jdk = PythonRegex.jdk(text, ignoreCase);
    try {
      var flags = ignoreCase ? com.google.re2j.Pattern.CASE_INSENSITIVE : 0;
      return new Linear(com.google.re2j.Pattern.compile(PythonRegex.re2(text), flags), ignoreCase);
    } catch (PatternSyntaxException | IllegalArgumentException _) {
      return new Backtracking(jdk, ignoreCase);
    }
  }

  /// Places where a pattern was found; begins before the first one.
  public interface Matches {

    boolean find();

    int start();

    int end();

    /// What a group stands for; null if it took no part.
    @Nullable String group(int number);
  }

  private sealed interface Engine {

    Matches matches(String name);

    Map<String, Integer> groupNames();

    int groupCount();

    boolean ignoresCase();
  }

  private record Linear(com.google.re2j.Pattern pattern, boolean ignoresCase) implements Engine {

    @Override
    public Map<String, Integer> groupNames() {
      return pattern.namedGroups();
    }

    @Override
    public int groupCount() {
      return pattern.groupCount();
    }

    @Override
    public Matches matches(String name) {
      var matcher = pattern.matcher(name);
      return new Matches() {
        @Override
        public boolean find() {
          return matcher.find();
        }

        @Override
        public int start() {
          return matcher.start();
        }

        @Override
        public int end() {
          return matcher.end();
        }

        @Override
        public @Nullable String group(int number) {
          return matcher.group(number);
        }
      };
    }
  }

  private record Backtracking(java.util.regex.Pattern pattern, boolean ignoresCase)
      implements Engine {

    @Override
    public Map<String, Integer> groupNames() {
      return pattern.namedGroups();
    }

    @Override
    public int groupCount() {
      return pattern.matcher("").groupCount();
    }

    @Override
    public Matches matches(String name) {
      var matcher = pattern.matcher(name);
      return new Matches() {
        @Override
        public boolean find() {
          return matcher.find();
        }

        @Override
        public int start() {
          return matcher.start();
        }

        @Override
        public int end() {
          return matcher.end();
        }

        @Override
        public @Nullable String group(int number) {
          return matcher.group(number);
        }
      };
    }
  }
}
