// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.dashboard;

/// The name of a dashboard or a template: 1 to 255 characters that need no care in an address.
public record DashboardName(String text) {

  /// Names like this are of dashboards made to be shared, not to be found.
  static final String TEMPORARY = "temporary-";

  private static final int LONGEST = 255;
  private static final String RESTRICTED = "&<>~!@#$%^*()`";

  /// @throws IllegalArgumentException if it is none
  public DashboardName {
    if (text.isBlank() || text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "name: " + text.length() + " characters (expected: 1 to " + LONGEST + ", not all blank)");
    }
    if (text.chars().anyMatch(DashboardName::isRestricted)) {
      throw new IllegalArgumentException("name contain restricted symbols");
    }
    if (text.chars().anyMatch(c -> c < ' ' || c == 127 || c == '/' || c == '\\')) {
      throw new IllegalArgumentException(
          "name: a slash or a control character (expected: none in it)");
    }
  }

  /// The name with an underscore for each character a name must not have: older versions of
  /// graphite-web took any.
  public static DashboardName mended(String text) {
    var mended = new StringBuilder();
    text.chars()
        .limit(LONGEST)
        .forEach(
            c ->
                mended.append(
                    isRestricted(c) || c < ' ' || c == 127 || c == '/' || c == '\\'
                        ? '_'
                        : (char) c));
    return new DashboardName(text.isBlank() ? "unnamed" : mended.toString());
  }

  private static boolean isRestricted(int c) {
    return RESTRICTED.indexOf(c) >= 0;
  }

  @Override
  public String toString() {
    return text;
  }
}
