// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// What pictures cost.
@NullMarked
package org.graphitestack.benchmarks.graph;

import org.jspecify.annotations.NullMarked;
