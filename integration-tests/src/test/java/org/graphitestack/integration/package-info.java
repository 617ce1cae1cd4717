// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Whole processes over real sockets, files and recorded answers. Tests tagged `peers` need Debian
/// packages (see .ci/run).
@NullMarked
package org.graphitestack.integration;

import org.jspecify.annotations.NullMarked;
