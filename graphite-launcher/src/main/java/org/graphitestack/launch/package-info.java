// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Commands, wiring and life cycle. The only main().
@NullMarked
package org.graphitestack.launch;

import org.jspecify.annotations.NullMarked;
