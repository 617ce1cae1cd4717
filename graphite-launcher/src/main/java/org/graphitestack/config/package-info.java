// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Configuration files of carbon, read as their Python owners read them, and watched. Enter at
/// [org.graphitestack.config.CarbonConf] and [org.graphitestack.config.SchemaFiles]. Opens no
/// socket and starts nothing.
@NullMarked
package org.graphitestack.config;

import org.jspecify.annotations.NullMarked;
