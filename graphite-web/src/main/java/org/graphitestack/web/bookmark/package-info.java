// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Graphs kept under a name, addresses kept under a number, and the list of metrics of
/// `/whitelist`. Enter at [org.graphitestack.web.bookmark.SavedGraphStore] and
/// [org.graphitestack.web.bookmark.ShortLinkStore]. Knows nothing of requests.
@NullMarked
package org.graphitestack.web.bookmark;

import org.jspecify.annotations.NullMarked;
