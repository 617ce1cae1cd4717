// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// The words every module shares: metric path, points, retention, aggregation. Enter at
/// [org.graphitestack.model.MetricPath] and [org.graphitestack.model.SeriesLayout]. Knows nothing
/// of files, sockets or HTTP; depends on the JDK alone.
@NullMarked
package org.graphitestack.model;

import org.jspecify.annotations.NullMarked;
