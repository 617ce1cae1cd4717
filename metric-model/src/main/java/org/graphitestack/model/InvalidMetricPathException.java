// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.model;

/// A text that cannot name a series. The reason is what listeners count rejects by.
public final class InvalidMetricPathException extends IllegalArgumentException {

  /// Why a text names no series.
  public enum Reason {
    EMPTY("the name is empty"),
    EMPTY_NODE("a node between two dots is empty"),
    TOO_LONG("the name is longer than " + MetricPath.MAX_LENGTH + " characters"),
    TOO_DEEP("the name has more than " + MetricPath.MAX_NODES + " nodes"),
    CONTROL_CHARACTER("the name holds a control character"),
    SLASH("the name holds a slash"),
    TAG_SYNTAX("the tags are not of the form ;tag=value");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }
  }

  private final Reason reason;

  InvalidMetricPathException(Reason reason, String text) {
    super("metric path: " + excerpt(text) + " (" + reason.sentence + ")");
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /// At most 100 characters, control characters shown as `?`.
  private static String excerpt(String text) {
    var cut = text.length() > 100 ? text.substring(0, 100) + "…" : text;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
