// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// What is done to whole whisper files, by hand or by script: comparing, merging, filling,
/// checking. Enter at the class named after the task. Must not know of command lines.
@NullMarked
package org.graphitestack.storage.whisper.tool;

import org.jspecify.annotations.NullMarked;
