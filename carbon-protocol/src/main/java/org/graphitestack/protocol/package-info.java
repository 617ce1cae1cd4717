// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// What crosses from the wire into a daemon: points in columns, and what was refused at the door.
/// Enter at [org.graphitestack.protocol.listen.Listeners], which feeds a
/// [org.graphitestack.protocol.PointSink]. Knows nothing of caches, routes or storage.
@NullMarked
package org.graphitestack.protocol;

import org.jspecify.annotations.NullMarked;
