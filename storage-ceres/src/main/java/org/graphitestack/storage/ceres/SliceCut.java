// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Takes the beginning off a slice, safe from crashes at each step.
final class SliceCut {

  private final Path folder;

  SliceCut(Path folder) {
    this.folder = folder;
  }

  boolean cut(SliceName slice, long time, SliceList list) throws IOException {
    var first = slice.indexNotBefore(time);
    var old = folder.resolve(slice.fileName());
    var rest = new SliceName(slice.end(first), slice.step());
    var left = false;
    try (var channel = FileChannel.open(old, StandardOpenOption.READ)) {
      var values = SliceLayout.values(channel.size());
      left = first < values;
      if (left) {
        copy(channel, SliceLayout.position(first), SliceLayout.position(values), rest);
      }
    }
    Files.delete(old);
    list.forget();
    return left;
  }

  private void copy(FileChannel source, long from, long to, SliceName name) throws IOException {
    var temporary = MetadataFile.temporary(folder);
    try {
      try (var target =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        for (var at = from; at < to; ) {
          at += source.transferTo(at, to - at, target);
        }
        target.force(true);
      }
      Files.move(
          temporary,
          folder.resolve(name.fileName()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
