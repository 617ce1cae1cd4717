// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

/// A piece of a Python statement.
///
/// @param kind what it is
/// @param text name, sign or digits as they stand; of a text what it means
/// @param line where it begins, from 1
record PythonToken(Kind kind, String text, int line) {

  enum Kind {
    NAME,
    NUMBER,
    TEXT,
    /// A text whose value is known only when the program runs, or bytes.
    OTHER_TEXT,
    SIGN
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }
}
