// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// A relay as a whole process: between a sender and peers that die, dawdle and come back.
@NullMarked
package org.graphitestack.integration.relay;

import org.jspecify.annotations.NullMarked;
