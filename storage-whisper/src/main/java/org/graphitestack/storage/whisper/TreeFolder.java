// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What one folder of the tree holds. File types are told by name, since asking for them would cost
/// a system call each.
///
/// @param series nodes of the series in it, which are the files called `NODE.wsp` or `NODE.wsp.gz`
/// @param others names of what may be folders: without a dot, since no path leads to others
/// @param temporaries files left by creations, finished or not
record TreeFolder(List<String> series, List<String> others, List<Path> temporaries) {

  private static final String PACKED = SeriesNames.SUFFIX + PackedFile.SUFFIX;

  static TreeFolder read(Path folder) throws IOException {
    var series = new ArrayList<String>();
    var others = new ArrayList<String>();
    var packed = new ArrayList<String>();
    var temporaries = new ArrayList<Path>();
    try (var entries = Files.newDirectoryStream(folder)) {
      for (var entry : entries) {
        var name = entry.getFileName().toString();
        if (name.startsWith(FileCreation.TEMPORARY_PREFIX)) {
          temporaries.add(entry);
        } else if (!name.startsWith(".") && name.endsWith(SeriesNames.SUFFIX)) {
          series.add(name.substring(0, name.length() - SeriesNames.SUFFIX.length()));
        } else if (!name.startsWith(".") && name.endsWith(PACKED)) {
          packed.add(name.substring(0, name.length() - PACKED.length()));
        } else if (name.indexOf('.') < 0) {
          others.add(name);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    if (!packed.isEmpty()) {
      packed.removeAll(Set.copyOf(series));
      series.addAll(packed);
    }
    return new TreeFolder(series, others, temporaries);
  }
}
