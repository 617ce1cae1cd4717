// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The one spelling of a tagged name, as carbon's relays make it: `name;tag=value` with the tags
/// sorted as text. Unlike a series' path, the name before the tags stays as it is, dots included.
///
/// Nearly all names are canonical as they come, so that is asked first, on bytes.
final class CanonicalName {

  private CanonicalName() {}

  /// Whether a name is known to be canonical. Allocates nothing.
  static boolean holds(byte[] name, int offset, int length) {
    var end = offset + length;
    if (length == 0 || name[offset] == '~' || name[end - 1] == '}') {
      return false;
    }
    var tags = indexOf(name, offset, end, ';');
    if (tags == offset) {
      return false;
    }
    var before = -1;
    var beforeEnd = -1;
    while (tags < end) {
      var tag = tags + 1;
      var tagEnd = indexOf(name, tag, end, ';');
      if (!wellFormed(name, tag, tagEnd)
          || (before >= 0 && !inOrder(name, before, beforeEnd, tag, tagEnd))) {
        return false;
      }
      before = tag;
      beforeEnd = tagEnd;
      tags = tagEnd;
    }
    return true;
  }

  private static boolean wellFormed(byte[] name, int from, int to) {
    var equals = indexOf(name, from, to, '=');
    return equals > from
        && equals + 1 < to
        && name[equals + 1] != '~'
        && indexOf(name, from, equals, '!') == equals
        && indexOf(name, from, equals, '^') == equals
        && !(equals - from == 4
            && name[from] == 'n'
            && name[from + 1] == 'a'
            && name[from + 2] == 'm'
            && name[from + 3] == 'e');
  }

  /// Whether the second tag comes behind the first and is another: equal tags would be neighbours.
  private static boolean inOrder(byte[] name, int first, int firstEnd, int second, int secondEnd) {
    if (Arrays.compareUnsigned(name, first, firstEnd, name, second, secondEnd) >= 0) {
      return false;
    }
    var equals = indexOf(name, first, firstEnd, '=');
    var otherEquals = indexOf(name, second, secondEnd, '=');
    return !Arrays.equals(name, first, equals, name, second, otherEquals);
  }

  private static int indexOf(byte[] bytes, int from, int to, char c) {
    for (var i = from; i < to; i++) {
      if (bytes[i] == c) {
        return i;
      }
    }
    return to;
  }

  /// The canonical spelling; empty if the tags are malformed, which leaves the name as it is.
  static Optional<String> of(String name) {
    List<String> parts =
        name.endsWith("\"}") && name.indexOf('{') > 0
            ? inBraces(name)
            : List.of(name.split(";", -1));
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    var first = parts.getFirst();
    var stripped = 0;
    while (stripped < first.length() && first.charAt(stripped) == '~') {
      stripped++;
    }
    if (stripped == first.length()) {
      return Optional.empty();
    }
    Map<String, String> tags = new HashMap<>();
    for (var part : parts.subList(1, parts.size())) {
      var equals = part.indexOf('=');
      var bytes = part.getBytes(StandardCharsets.UTF_8);
      if (!part.startsWith("name=") && !wellFormed(bytes, 0, bytes.length)) {
        return Optional.empty();
      }
      tags.put(part.substring(0, equals), part.substring(equals));
    }
    tags.remove("name");
    var sorted = new ArrayList<byte[]>();
    tags.forEach((tag, value) -> sorted.add((tag + value).getBytes(StandardCharsets.UTF_8)));
    sorted.sort(Arrays::compareUnsigned);
    var text = new StringBuilder(first.substring(stripped));
    sorted.forEach(tag -> text.append(';').append(new String(tag, StandardCharsets.UTF_8)));
    return Optional.of(text.toString());
  }

  /// `name{a="1",b="2"}` as the parts `name`, `a=1`, `b=2`; none if that is not what it is.
  private static List<String> inBraces(String name) {
    var parts = new ArrayList<String>();
    var at = name.indexOf('{');
    parts.add(name.substring(0, at));
    do {
      var equals = name.indexOf('=', at);
      if (equals < 0 || !name.startsWith("\"", equals + 1)) {
        return List.of();
      }
      var part = new StringBuilder(name.substring(at + 1, equals + 1));
      at = equals + 2;
      while (at < name.length() && name.charAt(at) != '"') {
        at += name.charAt(at) == '\\' ? 1 : 0;
        if (at < name.length()) {
          part.append(name.charAt(at++));
        }
      }
      if (part.indexOf(";") >= 0) {
        return List.of();
      }
      parts.add(part.toString());
      at++;
    } while (name.startsWith(",", at));
    return name.startsWith("}", at) && at == name.length() - 1 ? parts : List.of();
  }
}
