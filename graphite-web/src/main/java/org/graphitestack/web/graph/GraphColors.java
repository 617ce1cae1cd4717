// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Color;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The colours Graphite knows by name, and the other forms a colour may be written in.
final class GraphColors {

  private static final String FORMS = "a colour name such as red, or rrggbb, or rrggbbaa";

  private static final Map<String, Color> NAMED = named();

  private static final Map<Color, String> NAMES = names();

  private GraphColors() {}

  /// Of two spellings of one colour the British, as in the default list.
  private static Map<Color, String> names() {
    var names = new HashMap<Color, String>();
    NAMED.forEach(
        (name, color) ->
            names.merge(color, name, (one, other) -> one.compareTo(other) > 0 ? one : other));
    return Map.copyOf(names);
  }

  private static Map<String, Color> named() {
    var colors = new HashMap<String, Color>();
    colors.put("black", new Color(0x000000));
    colors.put("white", new Color(0xffffff));
    colors.put("blue", new Color(0x6464ff));
    colors.put("green", new Color(0x00c800));
    colors.put("red", new Color(0xc80032));
    colors.put("yellow", new Color(0xffff00));
    colors.put("orange", new Color(0xffa500));
    colors.put("purple", new Color(0xc864ff));
    colors.put("brown", new Color(0x966432));
    colors.put("cyan", new Color(0x00ffff));
    colors.put("aqua", new Color(0x009696));
    colors.put("gray", new Color(0xafafaf));
    colors.put("grey", new Color(0xafafaf));
    colors.put("magenta", new Color(0xff00ff));
    colors.put("pink", new Color(0xff6464));
    colors.put("gold", new Color(0xc8c800));
    colors.put("rose", new Color(0xc896c8));
    colors.put("darkblue", new Color(0x0000ff));
    colors.put("darkgreen", new Color(0x00ff00));
    colors.put("darkred", new Color(0xff0000));
    colors.put("darkgray", new Color(0x6f6f6f));
    colors.put("darkgrey", new Color(0x6f6f6f));
    return Map.copyOf(colors);
  }

  /// Reads a colour.
  ///
  /// @param parameter where it comes from, for the error
  static Color parse(String parameter, String text) {
    Color named = NAMED.get(text);
    if (named != null) {
      return named;
    }
    String digits = withoutHash(text);
    if (digits.length() < 6 || !digits.chars().limit(6).allMatch(GraphColors::isHexDigit)) {
      throw new GraphParameterException(parameter, text, FORMS);
    }
    int rgb = Integer.parseInt(digits, 0, 6, 16);
    boolean hasOpacity =
        digits.length() == 8 && digits.chars().skip(6).allMatch(GraphColors::isHexDigit);
    int opacity = hasOpacity ? Integer.parseInt(digits, 6, 8, 16) : 255;
    return new Color(opacity << 24 | rgb, true);
  }

  /// Reads colours separated by commas.
  static List<Color> parseList(String parameter, String text) {
    var colors = new ArrayList<Color>();
    for (String item : text.split(",", -1)) {
      colors.add(parse(parameter, item.strip()));
    }
    return List.copyOf(colors);
  }

  private static String withoutHash(String text) {
    if (text.startsWith("#")) {
      return text.substring(1);
    }
    return text.startsWith("%23") ? text.substring(3) : text;
  }

  private static boolean isHexDigit(int character) {
    return Character.digit(character, 16) >= 0 && character < 128;
  }

  /// What [#parse] reads as this colour: its name if it has one.
  static String name(Color color) {
    return NAMES.getOrDefault(color, hex(color).substring(1) + opacity(color));
  }

  private static String opacity(Color color) {
    int alpha = color.getAlpha();
    return alpha == 255 ? "" : HexFormat.of().toHexDigits((byte) alpha);
  }

  /// `#rrggbb`, without the opacity.
  static String hex(Color color) {
    return "#" + HexFormat.of().toHexDigits(color.getRGB(), 6);
  }

  /// The colour with another opacity between 0 and 1.
  static Color withOpacity(Color color, double opacity) {
    int alpha = (int) Math.rint(255 * Math.clamp(opacity, 0.0, 1.0));
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
  }
}
