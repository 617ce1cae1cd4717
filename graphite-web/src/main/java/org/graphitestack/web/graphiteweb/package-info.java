// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// What an installation of graphite-web has kept, brought over: dashboards, templates, saved graphs
/// and short links, from its database or from files. Enter at
/// [org.graphitestack.web.graphiteweb.Takeover]. Knows the tables of graphite-web, and ours only
/// through their stores.
@NullMarked
package org.graphitestack.web.graphiteweb;

import org.jspecify.annotations.NullMarked;
