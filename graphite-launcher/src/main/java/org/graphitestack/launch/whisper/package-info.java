// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// The whisper tools: Python's, with their options, output and exit status, and for many files at
/// once. Enter at `WhisperTools`. Must not know how daemons are wired.
@NullMarked
package org.graphitestack.launch.whisper;

import org.jspecify.annotations.NullMarked;
