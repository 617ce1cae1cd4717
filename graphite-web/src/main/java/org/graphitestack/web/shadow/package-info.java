// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Repeats a sample of what is asked of this server against another one, and tells where the
/// answers differ. Enter at [org.graphitestack.web.shadow.Shadow]. Asks one address only, which
/// comes from the settings; knows no HTTP server.
@NullMarked
package org.graphitestack.web.shadow;

import org.jspecify.annotations.NullMarked;
