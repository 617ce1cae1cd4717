// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Series in a Cassandra cluster: points in packed chunks, a table for each retention, names and
/// tags in tables that every node reads into its index.
///
/// Enter at [org.graphitestack.storage.cassandra.CassandraEngine], which keeps series as every
/// engine does. Nobody beside this package speaks to the cluster; knows no other engine, no file,
/// no command line.
@NullMarked
package org.graphitestack.storage.cassandra;

import org.jspecify.annotations.NullMarked;
