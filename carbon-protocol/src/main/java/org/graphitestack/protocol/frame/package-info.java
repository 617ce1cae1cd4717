// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Messages with a 4-byte big-endian length in front, which pickle and protobuf share: from a
/// stream to payloads, and from stored lines to messages.
@NullMarked
package org.graphitestack.protocol.frame;

import org.jspecify.annotations.NullMarked;
