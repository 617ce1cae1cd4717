// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Series in the formats of data, streamed; numbers and JSON as Python writes them. Enter at
/// [org.graphitestack.web.format.SeriesFormats]. Knows no function and no HTTP.
@NullMarked
package org.graphitestack.web.format;

import org.jspecify.annotations.NullMarked;
