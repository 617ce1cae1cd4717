// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Plaintext lines `path value timestamp`: from bytes to points, without an object per point.
@NullMarked
package org.graphitestack.protocol.line;

import org.jspecify.annotations.NullMarked;
