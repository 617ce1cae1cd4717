// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Writers that take series out of memory and put them into storage in batches.
@NullMarked
package org.graphitestack.cache.write;

import org.jspecify.annotations.NullMarked;
