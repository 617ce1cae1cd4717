// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// The ceres tools: Python's, with their options and output. Enter at `CeresTools`. Must not know
/// how daemons are wired.
@NullMarked
package org.graphitestack.launch.ceres;

import org.jspecify.annotations.NullMarked;
