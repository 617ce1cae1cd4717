// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// What a daemon says of itself, as points under carbon's names. Enter at [OwnMetrics].
@NullMarked
package org.graphitestack.protocol.own;

import org.jspecify.annotations.NullMarked;
