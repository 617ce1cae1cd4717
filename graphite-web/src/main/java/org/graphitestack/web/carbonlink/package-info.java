// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Points that wait in caches of other processes, for the readers of this one. Enter at
/// [org.graphitestack.web.carbonlink.CachedElsewhere]. Knows neither HTTP nor targets.
@NullMarked
package org.graphitestack.web.carbonlink;

import org.jspecify.annotations.NullMarked;
