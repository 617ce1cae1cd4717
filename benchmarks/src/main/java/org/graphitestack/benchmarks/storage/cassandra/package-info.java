// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// What a Cassandra node takes and gives, in this engine's shape and in others.
@NullMarked
package org.graphitestack.benchmarks.storage.cassandra;

import org.jspecify.annotations.NullMarked;
