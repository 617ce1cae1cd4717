// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// storage-schemas.conf and storage-aggregation.conf as rules: which layout a new series gets.
@NullMarked
package org.graphitestack.cache.schema;

import org.jspecify.annotations.NullMarked;
