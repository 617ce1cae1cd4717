// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.bookmark;

/// The address of a graph under a name of its owner.
///
/// @param owner a user; `default` where there are none
/// @param name dots make folders of it
/// @param url with the parameters of `/render`
public record SavedGraph(String owner, String name, String url) {

  /// Who owns what is saved without a login.
  public static final String NOBODY = "default";

  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_URL = 256 << 10;

  /// @throws IllegalArgumentException if something is missing or too long
  public SavedGraph {
    if (owner.isBlank() || owner.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "user: " + owner.length() + " characters (expected: 1 to " + LONGEST_NAME + ")");
    }
    if (name.isBlank() || name.length() > LONGEST_NAME || name.endsWith(".")) {
      throw new IllegalArgumentException(
          "graphName: '"
              + name.substring(0, Math.min(name.length(), 60))
              + "' (expected: 1 to "
              + LONGEST_NAME
              + " characters, the last one no dot)");
    }
    if (url.length() > LONGEST_URL || (owner + name + url).indexOf(0) >= 0) {
      throw new IllegalArgumentException(
          "url: "
              + url.length()
              + " characters (expected: at most "
              + LONGEST_URL
              + ", none of them zero)");
    }
  }

  /// The parameters of its address.
  public String query() {
    var mark = url.indexOf('?');
    var hash = url.indexOf('#', Math.max(mark, 0));
    return mark < 0 ? "" : url.substring(mark + 1, hash < 0 ? url.length() : hash);
  }
}
