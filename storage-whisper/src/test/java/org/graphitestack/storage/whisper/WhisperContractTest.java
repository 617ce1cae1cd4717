// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.graphitestack.storage.StorageEngine;
import org.graphitestack.storage.StorageEngineContract;
import org.junit.jupiter.api.Nested;

/// The storage contract, in each way that a whisper tree can be kept.
class WhisperContractTest {

  private static WhisperOptions options(Path folder) {
    return WhisperOptions.of(folder, InstantSource.system(), () -> 0);
  }

  @Nested
  class ThroughChannels extends StorageEngineContract {
    @Override
    protected StorageEngine open(Path folder) throws IOException {
      return WhisperEngine.open(options(folder).withMappedFiles(0));
    }
  }

  @Nested
  class Mapped extends StorageEngineContract {
    @Override
    protected StorageEngine open(Path folder) throws IOException {
      return WhisperEngine.open(options(folder).withMappedFiles(100));
    }
  }

  /// Mappings come and go all the time.
  @Nested
  class MappedWithRoomForTwo extends StorageEngineContract {
    @Override
    protected StorageEngine open(Path folder) throws IOException {
      return WhisperEngine.open(options(folder).withMappedFiles(2));
    }
  }

  @Nested
  class LockedForcedAndReserved extends StorageEngineContract {
    @Override
    protected StorageEngine open(Path folder) throws IOException {
      return WhisperEngine.open(
          options(folder)
              .withAllocation(FileAllocation.RESERVED)
              .withLock(true)
              .withForce(true)
              .withMappedFiles(100));
    }
  }
}
