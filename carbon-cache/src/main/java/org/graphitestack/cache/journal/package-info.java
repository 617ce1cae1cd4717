// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// What is accepted, on disk before it is in memory: points survive the death of the process.
///
/// Enter at [Journal]. Knows nothing of listeners, writers or memory.
@NullMarked
package org.graphitestack.cache.journal;

import org.jspecify.annotations.NullMarked;
