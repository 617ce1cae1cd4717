// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.aggregate;

/// Where a name's points go.
///
/// @param rule the rule's place in the list
/// @param compute the place of the function in the rule
record Feed(int rule, int compute, OutputName output) {}
