// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// What a ceres tree costs in slices, bytes and time, beside whisper files of the same series.
@NullMarked
package org.graphitestack.benchmarks.storage.ceres;

import org.jspecify.annotations.NullMarked;
