// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// From patterns to series names, and the answers of /metrics.
@NullMarked
package org.graphitestack.web.find;

import org.jspecify.annotations.NullMarked;
