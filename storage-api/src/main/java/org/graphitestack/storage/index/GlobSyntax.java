// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The parts of one element of a pattern.
///
/// | text | matches |
/// |---|---|
/// | `*` | any text, also none |
/// | `?` | one code point |
/// | `[abc]`, `[a-z]`, `[!x]` | one of these; one of all others. A `]` right after the opening is one of them, so is a `-` at either end. Without its end `[` stands for itself |
/// | `{a,b}` | any of the alternatives, which may hold wildcards and groups. Without its partner a brace stands for itself |
/// | `\x` | `x`, also if it is one of these characters |
/// | else | itself |
///
/// @param parts one after another
record GlobSyntax(List<Part> parts) {

  /// Deeper nested groups are refused.
  static final int MAX_DEPTH = 50;

  sealed interface Part {}

  /// A code point that stands for itself.
  record Plain(int codePoint) implements Part {}

  record AnyText() implements Part {}

  record AnyOne() implements Part {}

  /// @param ranges pairs of first and last code point
  record OneOf(boolean negated, List<Range> ranges) implements Part {}

  record Range(int first, int last) {}

  record Group(List<GlobSyntax> alternatives) implements Part {}

  GlobSyntax {
    parts = List.copyOf(parts);
  }

  /// @throws IllegalArgumentException if groups are nested too deep
  static GlobSyntax parse(String element) {
    var text = element.codePoints().toArray();
    return new Reader(text, partners(text)).sequence(0, text.length, 0);
  }

  /// The texts this stands for, if it has no wildcards and at most one group, which has no other in
  /// it; else an empty list.
  List<String> plainTexts() {
    var texts = List.of("");
    var groups = 0;
    for (var part : parts) {
      switch (part) {
        case Plain(var codePoint) ->
            texts = texts.stream().map(text -> text + Character.toString(codePoint)).toList();
        case Group(var alternatives) -> {
          var several = alternatives.size() > 1;
          if (several && ++groups > 1) {
            return List.of();
          }
          var longer = new ArrayList<String>();
          for (var alternative : alternatives) {
            var plain = alternative.plainTexts();
            if (plain.size() != 1) {
              return List.of();
            }
            texts.forEach(text -> longer.add(text + plain.getFirst()));
          }
          texts = longer;
        }
        case AnyText _, AnyOne _, OneOf _ -> {
          return List.of();
        }
      }
    }
    return texts;
  }

  /// The plain text in front, maybe empty.
  String plainPrefix() {
    var prefix = new StringBuilder();
    for (var part : parts) {
      if (!(part instanceof Plain(var codePoint))) {
        break;
      }
      prefix.appendCodePoint(codePoint);
    }
    return prefix.toString();
  }

  /// For each opening brace the place of its closing one, else -1.
  private static int[] partners(int[] text) {
    var partners = new int[text.length];
    Arrays.fill(partners, -1);
    var open = new ArrayList<Integer>();
    for (var i = 0; i < text.length; i++) {
      switch (text[i]) {
        case '\\' -> i++;
        case '{' -> open.add(i);
        case '}' -> {
          if (!open.isEmpty()) {
            partners[open.removeLast()] = i;
          }
        }
        default -> {}
      }
    }
    return partners;
  }

  private record Reader(int[] text, int[] partners) {

    private Reader {
      // a record for its brevity; nobody compares readers
    }

    GlobSyntax sequence(int from, int to, int depth) {
      if (depth > MAX_DEPTH) {
        throw new IllegalArgumentException(
            "braces nested deeper than " + MAX_DEPTH + " (expected: fewer)");
      }
      var parts = new ArrayList<Part>();
      for (var i = from; i < to; ) {
        switch (text[i]) {
          case '*' -> {
            if (parts.isEmpty() || !(parts.getLast() instanceof AnyText)) {
              parts.add(new AnyText());
            }
            i++;
          }
          case '?' -> {
            parts.add(new AnyOne());
            i++;
          }
          case '[' -> {
            var end = classEnd(i, to);
            parts.add(end < 0 ? new Plain('[') : oneOf(i + 1, end));
            i = end < 0 ? i + 1 : end + 1;
          }
          case '{' -> {
            var end = partners[i];
            parts.add(end < 0 ? new Plain('{') : group(i + 1, end, depth + 1));
            i = end < 0 ? i + 1 : end + 1;
          }
          case '\\' -> {
            if (i + 1 < to) {
              parts.add(new Plain(text[i + 1]));
            }
            i += 2;
          }
          default -> parts.add(new Plain(text[i++]));
        }
      }
      return new GlobSyntax(parts);
    }

    private Group group(int from, int to, int depth) {
      var alternatives = new ArrayList<GlobSyntax>();
      var start = from;
      for (var i = from; i < to; i++) {
        if (text[i] == '\\') {
          i++;
        } else if (text[i] == '{' && partners[i] >= 0) {
          i = partners[i];
        } else if (text[i] == ',') {
          alternatives.add(sequence(start, i, depth));
          start = i + 1;
        }
      }
      alternatives.add(sequence(start, to, depth));
      return new Group(alternatives);
    }

    /// The place of the bracket that closes a class, or -1.
    private int classEnd(int open, int to) {
      var i = open + 1;
      if (i < to && text[i] == '!') {
        i++;
      }
      if (i < to && text[i] == ']') {
        i++;
      }
      for (; i < to; i++) {
        if (text[i] == '\\') {
          i++;
        } else if (text[i] == ']') {
          return i;
        }
      }
      return -1;
    }

    private OneOf oneOf(int from, int to) {
      var negated = text[from] == '!';
      var ranges = new ArrayList<Range>();
      for (var i = negated ? from + 1 : from; i < to; ) {
        i = text[i] == '\\' && i + 1 < to ? i + 1 : i;
        if (i + 2 < to && text[i + 1] == '-') {
          var last = text[i + 2] == '\\' && i + 3 < to ? i + 3 : i + 2;
          ranges.add(new Range(text[i], text[last]));
          i = last + 1;
        } else {
          ranges.add(new Range(text[i], text[i]));
          i++;
        }
      }
      return new OneOf(negated, ranges);
    }
  }
}
