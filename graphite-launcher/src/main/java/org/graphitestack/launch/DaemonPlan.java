// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.util.function.Consumer;
import org.graphitestack.config.StorageSettings;

/// What a command wants of its daemon, once its files and flags are read.
///
/// @param name of the daemon, one of each home that runs at a time
/// @param storage where and how series are kept, unless `--storage-dir` says where
/// @param opening opens its parts
record DaemonPlan(String name, StorageSettings storage, Consumer<Daemon> opening) {}
