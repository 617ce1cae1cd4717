// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Points as JSON, for those who post them over HTTP.
@NullMarked
package org.graphitestack.protocol.json;

import org.jspecify.annotations.NullMarked;
