// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Answers that were recorded from graphite-web, and whether ours are the same.
package org.graphitestack.golden;
