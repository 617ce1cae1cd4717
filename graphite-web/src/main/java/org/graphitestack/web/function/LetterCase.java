// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.List;
import java.util.Locale;
import org.graphitestack.web.render.Value;

/// Capitals or small letters, in the whole of a name or at some positions.
enum LetterCase {
  UPPER,
  LOWER;

  /// @param positions indexes of characters, negative ones from the end; those outside of the name
  ///   do nothing; none for the whole name
  String applied(String name, List<Value> positions) {
    if (positions.isEmpty()) {
      return of(name);
    }
    var text = new StringBuilder(name);
    for (var position : positions) {
      if (position instanceof Value.Whole(var number)) {
        var index = number < 0 ? number + name.length() : number;
        if (index >= 0 && index < name.length()) {
          var i = (int) index;
          text.replace(i, i + 1, of(name.substring(i, i + 1)));
        }
      }
    }
    return text.toString();
  }

  private String of(String text) {
    return switch (this) {
      case UPPER -> text.toUpperCase(Locale.ROOT);
      case LOWER -> text.toLowerCase(Locale.ROOT);
    };
  }
}
