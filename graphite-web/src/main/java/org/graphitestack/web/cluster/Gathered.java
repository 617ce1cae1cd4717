// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

import java.util.ArrayList;
import java.util.List;

/// What the servers of a cluster answered to one question.
///
/// @param answers of servers, in the order of the configuration
/// @param missing servers that gave none
/// @param whole whether these answers have everything there is
public record Gathered<T>(List<Answer<T>> answers, List<Missing> missing, boolean whole) {

  public Gathered {
    answers = List.copyOf(answers);
    missing = List.copyOf(missing);
  }

  /// The answer of one server.
  ///
  /// @param nanos it took
  public record Answer<T>(String server, long nanos, T value) {}

  /// A server without an answer.
  ///
  /// @param reason why there is none
  public record Missing(String server, String reason) {

    @Override
    public String toString() {
      return server + " (" + reason + ")";
    }
  }

  /// Of nobody, whole.
  static <T> Gathered<T> ofNobody() {
    return new Gathered<>(List.of(), List.of(), true);
  }

  /// Whether nothing can be said: there are servers, and none of those needed answered.
  public boolean unknown() {
    return answers.isEmpty() && !whole;
  }

  /// The error of an answer that says nothing.
  public UnreachableException unreachable() {
    return new UnreachableException(
        "no answer from " + String.join(", ", missing.stream().map(Missing::toString).toList()));
  }

  /// The values of all lists, in the order of the answers.
  public static <T> List<T> all(Gathered<List<T>> gathered) {
    var all = new ArrayList<T>();
    gathered.answers().forEach(answer -> all.addAll(answer.value()));
    return all;
  }
}
