// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graphitestack.web.series.PythonNumber;

/// A text with one place for a number, in printf's notation as Python has it.
final class PrintFormat {

  private static final Pattern PLACE =
      Pattern.compile("%([-+ 0#]*)(\\d{1,3})?(?:\\.(\\d{1,2}))?([sdifFeEgGr])");

  private final String before;
  private final String after;
  private final String flags;
  private final int width;
  private final int precision;
  private final char conversion;

  private PrintFormat(String before, String after, Matcher place) {
    this.before = before;
    this.after = after;
    this.flags = place.group(1);
    this.width = place.group(2) == null ? 0 : Integer.parseInt(place.group(2));
    this.precision = place.group(3) == null ? -1 : Integer.parseInt(place.group(3));
    this.conversion = place.group(4).charAt(0);
  }

  /// The format of a parameter.
  ///
  /// @throws org.graphitestack.web.render.InvalidRenderException if it has no place, or more
  static PrintFormat of(Invocation in, String parameter) {
    var text = in.text(parameter);
    // an escaped percent sign is no place
    var masked = text.replace("%%", "\0\0");
    var place = PLACE.matcher(masked);
    if (!place.find()) {
      throw in.wrong(parameter, "a name with one %d, %s, %f, %e or %g");
    }
    var before = masked.substring(0, place.start());
    var after = masked.substring(place.end());
    if (before.indexOf('%') >= 0 || after.indexOf('%') >= 0) {
      throw in.wrong(parameter, "a name with one %d, %s, %f, %e or %g, and %% for a percent sign");
    }
    return new PrintFormat(before.replace("\0\0", "%"), after.replace("\0\0", "%"), place);
  }

  /// The text with a number in its place.
  String of(double value) {
    var places = precision < 0 ? 6 : precision;
    var number =
        switch (conversion) {
          case 'd', 'i' -> PythonNumber.truncated(value);
          case 's', 'r' -> PythonNumber.repr(value);
          case 'f', 'F' -> PythonNumber.fixed(value, places);
          case 'g', 'G' -> PythonNumber.general(value);
          default -> String.format(Locale.ROOT, "%." + places + conversion, value);
        };
    if (flags.contains("+") && value >= 0) {
      number = "+" + number;
    }
    var fill = Math.max(0, width - number.length());
    if (flags.contains("-")) {
      number = number + " ".repeat(fill);
    } else if (flags.contains("0")) {
      number = "0".repeat(fill) + number;
    } else {
      number = " ".repeat(fill) + number;
    }
    return before + number + after;
  }
}
