// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// The target language: text to an immutable tree. Enter at
/// [org.graphitestack.web.target.TargetParser]. Knows no function, no series and no HTTP.
@NullMarked
package org.graphitestack.web.target;

import org.jspecify.annotations.NullMarked;
