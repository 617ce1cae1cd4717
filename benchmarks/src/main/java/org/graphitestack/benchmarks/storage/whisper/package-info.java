// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// What writing and reading whisper files costs, through channels, mapped, and beside Python.
@NullMarked
package org.graphitestack.benchmarks.storage.whisper;

import org.jspecify.annotations.NullMarked;
