// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Which destinations a metric goes to: the hash rings of carbon and of carbon-c-relay, bit by bit
/// as the peers compute them, so that ours may stand beside theirs in one cluster.
///
/// Enter by [org.graphitestack.protocol.ring.HashRing]; build one by the factories of
/// [org.graphitestack.protocol.ring.ConsistentHashRing],
/// [org.graphitestack.protocol.ring.FastHashRing] and
/// [org.graphitestack.protocol.ring.JumpHashRing]. Rings never change, so any thread may ask them;
/// asking allocates nothing. They know names of hosts, not connections.
@NullMarked
package org.graphitestack.protocol.ring;

import org.jspecify.annotations.NullMarked;
