// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.shadow;

/// How an answer of the other server can differ from ours.
public enum DifferenceKind {
  UNREACHABLE("it does not answer"),
  REFUSED("it answers with an error"),
  UNREADABLE("its answer is no list of series"),
  SERIES_MISSING("it has series that are not here"),
  SERIES_ADDITIONAL("there are series here that it does not have"),
  OTHER_TIMES("points have other times"),
  NULL_HERE("it has values where there are none here"),
  NULL_THERE("there are values here where it has none"),
  OTHER_VALUES("values differ by more than the tolerance");

  private final String meaning;

  DifferenceKind(String meaning) {
    this.meaning = meaning;
  }

  /// What it is, as a clause about the other server.
  public String meaning() {
    return meaning;
  }

  /// Its name in the report and in figures.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
