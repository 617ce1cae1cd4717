// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// What is made for a release beside the program itself.
@NullMarked
package org.graphitestack.dist;

import org.jspecify.annotations.NullMarked;
