// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Configuration files of carbon and graphite-web, read as their Python owners read them.
@NullMarked
package org.graphitestack.config;

import org.jspecify.annotations.NullMarked;
