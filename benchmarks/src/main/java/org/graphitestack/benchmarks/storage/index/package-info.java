// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// The name index: how long a find takes, and how much memory a name.
@NullMarked
package org.graphitestack.benchmarks.storage.index;

import org.jspecify.annotations.NullMarked;
