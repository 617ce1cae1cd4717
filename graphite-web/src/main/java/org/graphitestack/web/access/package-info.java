// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Who may see and do what: roles, rules about names, tags and events, and views of the index that
/// hold only what someone sees. Enter at [org.graphitestack.web.access.Viewer]. Knows neither
/// passwords nor requests.
@NullMarked
package org.graphitestack.web.access;

import org.jspecify.annotations.NullMarked;
