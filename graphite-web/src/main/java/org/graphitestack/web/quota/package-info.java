// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// How often parts of the tree may be asked for. Enter at
/// [org.graphitestack.web.quota.QueryCharge]. Knows neither requests nor answers.
@NullMarked
package org.graphitestack.web.quota;

import org.jspecify.annotations.NullMarked;
