// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Routes, parameters, errors and headers. The only place that knows Javalin.
@NullMarked
package org.graphitestack.web.http;

import org.jspecify.annotations.NullMarked;
