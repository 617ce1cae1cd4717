// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Limits of what parts of the tree may use: rules by pattern, and what was used of each. Enter at
/// [org.graphitestack.storage.limit.LimitBook]. Knows neither who takes points nor who asks.
@NullMarked
package org.graphitestack.storage.limit;

import org.jspecify.annotations.NullMarked;
