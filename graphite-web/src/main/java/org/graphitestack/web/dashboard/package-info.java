// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Dashboards and their templates: JSON objects under a name, as graphite-web's pages keep them.
/// Enter at [org.graphitestack.web.dashboard.DashboardStore]. Knows nothing of requests.
@NullMarked
package org.graphitestack.web.dashboard;

import org.jspecify.annotations.NullMarked;
