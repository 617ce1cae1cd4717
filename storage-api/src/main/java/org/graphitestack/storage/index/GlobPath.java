// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A pattern, element by element. Empty elements are left out, as an empty folder name is in a file
/// path; one at the end asks for branches, named with the dot.
///
/// @param elements the elements between the dots
/// @param endsWithDot whether the pattern ended with a dot, or had no elements at all
record GlobPath(List<Glob> elements, boolean endsWithDot) {

  GlobPath {
    elements = List.copyOf(elements);
  }

  /// @throws IllegalArgumentException if an element is too complex
  static GlobPath parse(String pattern) {
    var texts = pattern.split("\\.", -1);
    var elements = new ArrayList<Glob>();
    for (var text : texts) {
      // an escaped dot is a dot: nodes hold none
      var element = endsWithEscape(text) ? text.substring(0, text.length() - 1) : text;
      if (element.isEmpty()) {
        continue;
      }
      var glob = Glob.parse(element);
      if (glob instanceof Glob.Exact(var exact) && exact.indexOf('/', 1) > 0) {
        // a path of a file tree: graphite-web joins plain elements to one
        Arrays.stream(exact.split("/+", -1))
            .filter(part -> !part.isEmpty() || exact.startsWith("/"))
            .forEach(part -> elements.add(new Glob.Exact(part)));
      } else if (!(glob instanceof Glob.AnyDepth
          && !elements.isEmpty()
          && elements.getLast() instanceof Glob.AnyDepth)) {
        elements.add(glob);
      }
    }
    return new GlobPath(elements, texts[texts.length - 1].isEmpty());
  }

  private static boolean endsWithEscape(String text) {
    var backslashes = 0;
    while (backslashes < text.length() && text.charAt(text.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }
}
