// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The contract tests are tests of the contract only if the plainest engine passes them.
class MemoryEngineTest extends StorageEngineContract {

  private final Map<Path, MemoryEngine> engines = new HashMap<>();

  @Override
  protected StorageEngine open(Path folder) {
    return engines.computeIfAbsent(folder, _ -> new MemoryEngine());
  }
}
