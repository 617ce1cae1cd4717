// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// What became of every point the cache was given. Enter at
/// [org.graphitestack.cache.ledger.CacheLedger]. Knows neither memory nor writers.
@NullMarked
package org.graphitestack.cache.ledger;

import org.jspecify.annotations.NullMarked;
