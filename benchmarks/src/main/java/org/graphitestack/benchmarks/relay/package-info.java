// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// What a point costs on its way through the relay.
@NullMarked
package org.graphitestack.benchmarks.relay;

import org.jspecify.annotations.NullMarked;
