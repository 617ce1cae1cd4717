// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An input pattern that needs no regular expression: each part is plain text, `*`, text with `*`
/// in it, or text around one `<field>`; the last part may be text around one `<<field>>`. Most
/// patterns are. Each part then matches one node in one way only, so a name is walked through once,
/// and one that does not match is left at its first node that differs.
///
/// Does what the regular expression does, several times as fast. Immutable.
final class NodePattern {

  private static final String SPECIAL = "\\^$.|?+()[]{}<>";

  private sealed interface Part {

    boolean matches(String name, int from, int to);
  }

  /// Pieces with any characters between them.
  private record Text(List<String> pieces) implements Part {

    @Override
    public boolean matches(String name, int from, int to) {
      var first = pieces.getFirst();
      if (pieces.size() == 1) {
        return to - from == first.length() && name.startsWith(first, from);
      }
      var last = pieces.getLast();
      var at = from + first.length();
      var end = to - last.length();
      if (at > end || !name.startsWith(first, from) || !name.startsWith(last, end)) {
        return false;
      }
      for (var piece : pieces.subList(1, pieces.size() - 1)) {
        var found = name.indexOf(piece, at, end);
        if (found < 0) {
          return false;
        }
        at = found + piece.length();
      }
      return true;
    }
  }

  /// At least one character between two texts.
  private record Some(String before, String after, boolean field) implements Part {

    @Override
    public boolean matches(String name, int from, int to) {
      return to - from > before.length() + after.length()
          && name.startsWith(before, from)
          && name.startsWith(after, to - after.length());
    }
  }

  private final List<Part> parts;
  private final boolean openEnded;
  private final int fields;

  private NodePattern(List<Part> parts, boolean openEnded) {
    this.parts = List.copyOf(parts);
    this.openEnded = openEnded;
    this.fields =
        (int) parts.stream().filter(part -> part instanceof Some some && some.field()).count();
  }

  /// The pattern; empty if it does need a regular expression.
  static Optional<NodePattern> of(String pattern) {
    var texts = pattern.split("\\.", -1);
    var parts = new ArrayList<Part>();
    var openEnded = false;
    for (var i = 0; i < texts.length; i++) {
      openEnded = i == texts.length - 1 && texts[i].contains("<<");
      var part = openEnded ? field(texts[i], "<<", ">>") : part(texts[i]);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.get());
    }
    return Optional.of(new NodePattern(parts, openEnded));
  }

  private static Optional<Part> part(String text) {
    if (text.equals("*")) {
      return Optional.of(new Some("", "", false));
    }
    if (text.contains("<")) {
      return field(text, "<", ">");
    }
    return isPlain(text) ? Optional.of(new Text(List.of(text.split("\\*", -1)))) : Optional.empty();
  }

  private static Optional<Part> field(String text, String open, String close) {
    var begin = text.indexOf(open);
    var end = text.indexOf(close);
    if (begin < 0 || end < begin) {
      return Optional.empty();
    }
    var before = text.substring(0, begin);
    var after = text.substring(end + close.length());
    // Beside a field a star is the regular expression's.
    return isPlain(before) && isPlain(after) && !before.contains("*") && !after.contains("*")
        ? Optional.of(new Some(before, after, true))
        : Optional.empty();
  }

  private static boolean isPlain(String text) {
    return text.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
  }

  /// Where the fields are in a name, begin and end of each in their order; null if the name does
  /// not match.
  int @Nullable [] match(String name) {
    if (!walk(name, null)) {
      return null;
    }
    var places = new int[2 * fields];
    walk(name, places);
    return places;
  }

  private boolean walk(String name, int @Nullable [] places) {
    var at = 0;
    var field = 0;
    for (var i = 0; i < parts.size(); i++) {
      var isLast = i == parts.size() - 1;
      var dot = isLast && openEnded ? -1 : name.indexOf('.', at);
      if (isLast != dot < 0) {
        return false;
      }
      var end = dot < 0 ? name.length() : dot;
      var part = parts.get(i);
      if (!part.matches(name, at, end)) {
        return false;
      }
      if (places != null && part instanceof Some some && some.field()) {
        places[field] = at + some.before().length();
        places[field + 1] = end - some.after().length();
        field += 2;
      }
      at = end + 1;
    }
    return true;
  }
}
