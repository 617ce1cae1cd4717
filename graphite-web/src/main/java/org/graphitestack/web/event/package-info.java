// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Events: what happened, when, with which tags. Enter at [org.graphitestack.web.event.EventStore].
/// Knows nothing of requests.
@NullMarked
package org.graphitestack.web.event;

import org.jspecify.annotations.NullMarked;
