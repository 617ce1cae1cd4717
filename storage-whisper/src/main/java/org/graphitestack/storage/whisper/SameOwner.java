// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;

/// Gives a file that replaces another its owner, group and permissions, so that who could write the
/// old one can write the new one.
public final class SameOwner {

  private SameOwner() {}

  /// Does nothing where the file system knows no owners.
  ///
  /// @throws IOException if a difference cannot be mended: the file must not take the place then
  public static void give(Path of, Path to) throws IOException {
    var source = Files.getFileAttributeView(of, PosixFileAttributeView.class);
    var target = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (source == null || target == null) {
      return;
    }
    var wanted = source.readAttributes();
    var found = target.readAttributes();
    if (!wanted.owner().equals(found.owner())) {
      target.setOwner(wanted.owner());
    }
    if (!wanted.group().equals(found.group())) {
      target.setGroup(wanted.group());
    }
    if (!wanted.permissions().equals(found.permissions())) {
      target.setPermissions(wanted.permissions());
    }
  }
}
