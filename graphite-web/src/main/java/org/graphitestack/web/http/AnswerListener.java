// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

/// Is told of each answer of a web server. Thread-safe.
@FunctionalInterface
public interface AnswerListener {

  /// Takes no notice.
  AnswerListener NONE = (_, _, _) -> {};

  /// An answer is on its way.
  ///
  /// @param path of the request, without the query
  /// @param status of the answer
  /// @param nanos from the request to the end of the answer
  void answered(String path, int status, long nanos);
}
