// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Every series name in memory: globs are answered here without touching the disk. Enter at
/// `NameIndex`.
@NullMarked
package org.graphitestack.storage.index;

import org.jspecify.annotations.NullMarked;
