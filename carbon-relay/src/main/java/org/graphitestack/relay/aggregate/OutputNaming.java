// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

import org.graphitestack.relay.route.NameTemplate;
import org.jspecify.annotations.Nullable;

/// Which names a rule takes in, and what its outputs are called.
///
/// Two namings that do the same are equal: by this a rule is known again after its file was read
/// anew. Implementations are immutable. Called once per name as long as the name is remembered, so
/// it may take its time.
public interface OutputNaming {

  /// What the rule makes of a name.
  ///
  /// @param compute which of the rule's functions, from 0
  /// @return the output's name; null if the rule does not match
  @Nullable String output(String name, int compute);

  /// What is known of the outputs' names before any name has come.
  ///
  /// @param compute which of the rule's functions, from 0
  NameTemplate template(int compute);

  /// The naming as text: equal for equal namings, so that a rule is known again after a restart.
  String text();
}
