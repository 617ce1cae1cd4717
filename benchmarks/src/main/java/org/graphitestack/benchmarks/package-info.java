// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// JMH benchmarks; each class' header holds its command and last figures.
@NullMarked
package org.graphitestack.benchmarks;

import org.jspecify.annotations.NullMarked;
