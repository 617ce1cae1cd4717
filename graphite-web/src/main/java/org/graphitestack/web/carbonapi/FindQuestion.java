// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.carbonapi;

import java.util.ArrayList;
import java.util.List;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.web.format.ProtobufMessage;

/// Patterns whose nodes carbonapi asks for. A `MultiGlobRequest` has them in field 1, and the times
/// that their series should have points of in 2 and 3, which go-carbon has no use for either.
///
/// The answers are a `GlobResponse` for each pattern: the pattern (1), and for each node (2) its
/// path (1) and whether it is a leaf (2). In the second protocol it is the answer; in the third,
/// field 1 of it, repeated.
///
/// @param patterns in their order
public record FindQuestion(List<String> patterns) {

  /// More are refused.
  static final int MOST_PATTERNS = 1_000;

  public FindQuestion {
    patterns = List.copyOf(patterns);
  }

  /// The question of a `MultiGlobRequest`.
  ///
  /// @throws IllegalArgumentException if the bytes are none
  public static FindQuestion parse(byte[] request) {
    var patterns = new ArrayList<String>();
    var reader = new ProtobufReader(request);
    while (reader.next()) {
      if (reader.field() == 1) {
        if (patterns.size() == MOST_PATTERNS) {
          throw new IllegalArgumentException(
              "patterns: more than " + MOST_PATTERNS + " (expected: at most that many)");
        }
        patterns.add(reader.text());
      }
    }
    return new FindQuestion(patterns);
  }

  /// What is found of one pattern.
  public static ProtobufMessage answer(String pattern, List<FoundNode> nodes) {
    var answer = new ProtobufMessage().text(1, pattern);
    for (var node : nodes) {
      answer.message(2, new ProtobufMessage().text(1, node.path()).flag(2, node.leaf()));
    }
    return answer;
  }
}
