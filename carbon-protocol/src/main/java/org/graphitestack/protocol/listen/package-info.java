// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Sockets: TCP and UDP listeners on Netty event loops, with limits and flow control. Netty ends
/// here: what leaves this module are points.
@NullMarked
package org.graphitestack.protocol.listen;

import org.jspecify.annotations.NullMarked;
