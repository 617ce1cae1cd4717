// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/// Mapped files that are unmapped together: closing a shared arena stops all threads for a moment,
/// which is cheap only if it is done once for many files. Guarded by the lock of its [HotSet].
final class MapGroup {

  private final Arena arena = Arena.ofShared();
  private final List<MappedFile> members = new ArrayList<>();
  private int alive;

  Arena arena() {
    return arena;
  }

  void add(MappedFile file) {
    members.add(file);
    alive++;
  }

  /// A member is no longer used, though still mapped.
  void lost() {
    alive--;
  }

  List<MappedFile> members() {
    return members;
  }

  int alive() {
    return alive;
  }
}
