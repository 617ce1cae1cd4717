// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// What answers with series cost.
@NullMarked
package org.graphitestack.benchmarks.render;

import org.jspecify.annotations.NullMarked;
