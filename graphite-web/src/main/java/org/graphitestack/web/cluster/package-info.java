// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Asks the other servers of a cluster for names, series and tags, and puts their answers together.
/// Enter at [org.graphitestack.web.cluster.Cluster]. Asks only servers of the configuration, and
/// knows nothing of requests and functions, and of files only those of certificates.
@NullMarked
package org.graphitestack.web.cluster;

import org.jspecify.annotations.NullMarked;
