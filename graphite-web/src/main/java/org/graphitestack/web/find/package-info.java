// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// The answers of /metrics: nodes that match a pattern, in the shapes that clients read. Enter at
/// [org.graphitestack.web.find.MetricSearch]. Knows no HTTP: parameters come in as records, answers
/// go out as JSON events.
@NullMarked
package org.graphitestack.web.find;

import org.jspecify.annotations.NullMarked;
