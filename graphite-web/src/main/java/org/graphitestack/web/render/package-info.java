// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// From a request to series: window, plan, fetch, evaluation. Enter at
/// [org.graphitestack.web.render.RenderEngine]. Knows functions only as a
/// [org.graphitestack.web.render.FunctionLibrary], and no HTTP.
@NullMarked
package org.graphitestack.web.render;

import org.jspecify.annotations.NullMarked;
