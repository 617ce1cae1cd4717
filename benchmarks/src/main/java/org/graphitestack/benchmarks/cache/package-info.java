// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Points to series in memory.
@NullMarked
package org.graphitestack.benchmarks.cache;

import org.jspecify.annotations.NullMarked;
