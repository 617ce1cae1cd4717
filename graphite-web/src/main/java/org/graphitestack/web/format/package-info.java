// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Series as json, csv and raw text, streamed.
@NullMarked
package org.graphitestack.web.format;

import org.jspecify.annotations.NullMarked;
