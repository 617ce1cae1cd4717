// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.graphitestack.storage.StorageEngine;
import org.graphitestack.storage.StorageEngineContract;
import org.junit.jupiter.api.Nested;

/// The storage contract, in each way that a ceres tree can be kept.
class CeresContractTest {

  private static CeresOptions options(Path folder) {
    return CeresOptions.of(folder, InstantSource.system(), () -> 0);
  }

  @Nested
  class AsCarbonHasIt extends StorageEngineContract {
    @Override
    protected StorageEngine open(Path folder) throws IOException {
      return CeresEngine.open(options(folder));
    }

    @Override
    protected boolean archivesAreRings() {
      return false;
    }
  }

  @Nested
  class NothingRemembered extends StorageEngineContract {
    @Override
    protected StorageEngine open(Path folder) throws IOException {
      return CeresEngine.open(options(folder).withCaching(false, SliceCaching.NONE));
    }

    @Override
    protected boolean archivesAreRings() {
      return false;
    }
  }

  /// No gap is padded, so slices are many.
  @Nested
  class AllRememberedAndManySlices extends StorageEngineContract {
    @Override
    protected StorageEngine open(Path folder) throws IOException {
      return CeresEngine.open(
          options(folder)
              .withCaching(true, SliceCaching.ALL)
              .withMaxSliceGap(0)
              .withForce(true)
              .withLock(true));
    }

    @Override
    protected boolean archivesAreRings() {
      return false;
    }
  }
}
