// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// The cache as those see it who ask over the network. Knows the protocol's questions, not its
/// bytes.
@NullMarked
package org.graphitestack.cache.query;

import org.jspecify.annotations.NullMarked;
