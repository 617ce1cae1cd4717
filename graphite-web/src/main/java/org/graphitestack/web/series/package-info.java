// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// The series that functions compute on and graphs draw: a value type and its arithmetic, seen by
/// every other room of the web and seeing none of them.
@NullMarked
package org.graphitestack.web.series;

import org.jspecify.annotations.NullMarked;
