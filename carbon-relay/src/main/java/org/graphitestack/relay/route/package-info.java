// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Where a point goes: filters, rewriting, rules and clusters of carbon and of carbon-c-relay.
///
/// A [org.graphitestack.relay.route.RoutePlan] says it in records, as configuration files do; a
/// [org.graphitestack.relay.route.RoutingTable] is the plan made ready, and each thread asks its
/// own [org.graphitestack.relay.route.Routing]. Knows destinations by name only: no sockets, no
/// spools, no files.
@NullMarked
package org.graphitestack.relay.route;

import org.jspecify.annotations.NullMarked;
