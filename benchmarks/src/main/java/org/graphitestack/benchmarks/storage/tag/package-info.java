// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// What finding and completing tags costs.
@NullMarked
package org.graphitestack.benchmarks.storage.tag;

import org.jspecify.annotations.NullMarked;
