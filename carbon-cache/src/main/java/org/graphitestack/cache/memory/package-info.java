// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Points that wait for storage, by series, in compact arrays; readable until they are stored.
@NullMarked
package org.graphitestack.cache.memory;

import org.jspecify.annotations.NullMarked;
