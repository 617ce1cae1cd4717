// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Bulk import: many points, of the past mostly, straight into storage. Enter at `Imports`, for the
/// command, and at `BulkLane`, for daemons. Must not know how daemons are wired.
@NullMarked
package org.graphitestack.launch.bulk;

import org.jspecify.annotations.NullMarked;
