// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// What engines that keep series in files have in common: locks, a memory of what is corrupt,
/// warnings at a bounded rate.
@NullMarked
package org.graphitestack.storage.file;

import org.jspecify.annotations.NullMarked;
