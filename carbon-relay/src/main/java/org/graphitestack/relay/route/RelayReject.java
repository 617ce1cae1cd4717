// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

/// Why a relay refuses a well-formed point.
public enum RelayReject {
  BLACKLISTED("the name is on the black list"),
  NOT_WHITELISTED("the name is not on the white list"),
  INVALID_DATA("value and timestamp do not match a rule's validate"),
  INVALID_NAME("a rule made a name that is empty, too long or holds white space or controls");

  private final String sentence;

  RelayReject(String sentence) {
    this.sentence = sentence;
  }

  /// A few words for a log line.
  public String sentence() {
    return sentence;
  }
}
