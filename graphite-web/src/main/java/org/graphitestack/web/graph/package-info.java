// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Pictures: an immutable graph definition, and the painter that draws it through JFreeChart.
@NullMarked
package org.graphitestack.web.graph;

import org.jspecify.annotations.NullMarked;
