// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Bytes to points.
@NullMarked
package org.graphitestack.benchmarks.protocol;

import org.jspecify.annotations.NullMarked;
