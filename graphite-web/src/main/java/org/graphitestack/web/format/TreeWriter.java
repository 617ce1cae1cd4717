// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.io.IOException;

/// Writes a tree of lists, maps and plain values in some binary notation, piece by piece. The
/// caller says sizes first, keeps them, and flushes at the end. Used by one thread.
public interface TreeWriter {

  /// Begins a list of so many values.
  void startList(int size) throws IOException;

  void endList() throws IOException;

  /// Begins a map of so many pairs: a text, then its value.
  void startMap(int size) throws IOException;

  void endMap() throws IOException;

  void text(String text) throws IOException;

  void whole(long number) throws IOException;

  void real(double number) throws IOException;

  void flag(boolean flag) throws IOException;

  void none() throws IOException;

  /// Hands on everything written so far.
  void flush() throws IOException;
}
