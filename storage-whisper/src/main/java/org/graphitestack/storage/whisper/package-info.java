// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Whisper files (.wsp), byte for byte as Python's whisper reads and writes them. Enter at
/// `WhisperEngine`. Must not know who asks: no cache, no web.
@NullMarked
package org.graphitestack.storage.whisper;

import org.jspecify.annotations.NullMarked;
