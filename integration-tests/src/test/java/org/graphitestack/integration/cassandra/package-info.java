// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Real Cassandra nodes, and the product over them. The nodes are processes of their own on a JDK
/// that Cassandra runs on; nothing of the server is on this class path. Enter by [WithCassandra];
/// its tests carry the tag `cassandra` and need what {@link CassandraServer} says.
@NullMarked
package org.graphitestack.integration.cassandra;

import org.jspecify.annotations.NullMarked;
