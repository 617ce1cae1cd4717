// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// What carbonapi asks of its backends in messages of Protocol Buffers (`carbonapi_v3_pb`), and the
/// answers to finds and about layouts. Enter at [org.graphitestack.web.carbonapi.FetchQuestion],
/// [org.graphitestack.web.carbonapi.FindQuestion] and
/// [org.graphitestack.web.carbonapi.InfoQuestion]. Knows nothing of HTTP or of how series are
/// found.
@NullMarked
package org.graphitestack.web.carbonapi;

import org.jspecify.annotations.NullMarked;
