// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The slices of one node's folder, newest first, and how they are remembered. Thread-safe.
///
/// Files of other names are passed over, where Python's library fails.
final class SliceList {

  /// A folder that changed so shortly before it was listed may change again without a new time.
  private static final long UNSETTLED_MILLIS = 2_000;

  /// @param complete whether these are all, or only the newest
  private record Listing(List<SliceName> slices, boolean complete, FileTime modified) {}

  private final Path folder;
  private final SliceCaching caching;
  private final InstantSource clock;
  private volatile @Nullable Listing remembered;

  SliceList(Path folder, SliceCaching caching, InstantSource clock) {
    this.folder = folder;
    this.caching = caching;
    this.clock = clock;
  }

  /// All slices, newest first.
  List<SliceName> all() throws IOException {
    var known = valid();
    return known != null && known.complete ? known.slices : list();
  }

  /// The newest slice, if that is known without listing the folder.
  @Nullable SliceName newestKnown() throws IOException {
    var known = valid();
    return known == null || known.slices.isEmpty() ? null : known.slices.getFirst();
  }

  private @Nullable Listing valid() throws IOException {
    var known = remembered;
    if (known == null) {
      return null;
    }
    try {
      return Files.getLastModifiedTime(folder).equals(known.modified) ? known : null;
    } catch (NoSuchFileException _) {
      return null;
    }
  }

  private List<SliceName> list() throws IOException {
    var now = clock.millis();
    var modified = modified();
    var slices = read(folder);
    var settled = modified != null && now - modified.toMillis() > UNSETTLED_MILLIS;
    if (modified == null || !settled || caching == SliceCaching.NONE) {
      remembered = null;
    } else if (caching == SliceCaching.ALL) {
      remembered = new Listing(slices, true, modified);
    } else {
      var newest = slices.isEmpty() ? slices : List.of(slices.getFirst());
      remembered = new Listing(newest, false, modified);
    }
    return slices;
  }

  private @Nullable FileTime modified() throws IOException {
    try {
      return Files.getLastModifiedTime(folder);
    } catch (NoSuchFileException _) {
      return null;
    }
  }

  /// Newest first; none if there is no such folder.
  static List<SliceName> read(Path folder) throws IOException {
    var slices = new ArrayList<SliceName>();
    try (var entries = Files.newDirectoryStream(folder)) {
      for (var entry : entries) {
        var name = entry.getFileName();
        var slice = name == null ? null : SliceName.parse(name.toString());
        if (slice != null) {
          slices.add(slice);
        }
      }
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    slices.sort(SliceName.NEWEST_FIRST);
    return List.copyOf(slices);
  }

  void forget() {
    remembered = null;
  }
}
