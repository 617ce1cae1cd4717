// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Ceres trees: nodes of slices. Comes with the storage work; until then the room only has its
/// door.
@NullMarked
package org.graphitestack.storage.ceres;

import org.jspecify.annotations.NullMarked;
