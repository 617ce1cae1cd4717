// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// One class per render function: name, parameters, examples and semantics together.
@NullMarked
package org.graphitestack.web.function;

import org.jspecify.annotations.NullMarked;
