// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// What users write about tags. Enter at [org.graphitestack.web.tag.TagPattern]. Knows nothing of
/// requests.
@NullMarked
package org.graphitestack.web.tag;

import org.jspecify.annotations.NullMarked;
