// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// One class per render function: name, parameters, examples and semantics together. Enter at
/// [org.graphitestack.web.function.FunctionRegistry]; a new function is a class and a line in
/// `AllFunctions`. Knows no storage and no HTTP.
@NullMarked
package org.graphitestack.web.function;

import org.jspecify.annotations.NullMarked;
