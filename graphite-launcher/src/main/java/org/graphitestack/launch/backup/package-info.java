// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Snapshots of a home while daemons write to it, and a home made of one. Enter at `Backups`. Must
/// not know how daemons are wired.
@NullMarked
package org.graphitestack.launch.backup;

import org.jspecify.annotations.NullMarked;
