// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.util.Locale;

/// A font by what is asked of it; [BundledFonts] has the glyphs.
///
/// @param size pixels
record GraphFont(Family family, int size, boolean bold, boolean italic) {

  static final int LARGEST = 500;

  /// The families that travel with this module. Any other name draws with one of these.
  enum Family {
    SANS("Sans"),
    SERIF("Serif"),
    MONOSPACE("Monospace");

    private final String fontconfigName;

    Family(String fontconfigName) {
      this.fontconfigName = fontconfigName;
    }

    /// What a system with fontconfig calls it.
    String fontconfigName() {
      return fontconfigName;
    }

    /// The nearest family for a font name, as fontconfig would choose with nothing else installed.
    static Family of(String name) {
      var words = name.toLowerCase(Locale.ROOT);
      if (words.contains("mono") || words.contains("courier") || words.contains("console")) {
        return MONOSPACE;
      }
      if (words.contains("sans")) {
        return SANS;
      }
      return words.contains("serif") || words.contains("times") || words.contains("georgia")
          ? SERIF
          : SANS;
    }
  }

  GraphFont {
    if (size < 1 || size > LARGEST) {
      throw new GraphParameterException(
          "fontSize", Integer.toString(size), "1 to " + LARGEST + " pixels");
    }
  }

  /// The larger font of titles.
  GraphFont forTitles() {
    return withSize(size + (int) Math.log(size));
  }

  GraphFont withSize(int changed) {
    return new GraphFont(family, Math.clamp(changed, 1, LARGEST), bold, italic);
  }
}
