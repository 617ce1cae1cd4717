// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.spool;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.log.LogDamage;
import org.graphitestack.log.LogView;
import org.graphitestack.log.RecordFormat;

/// A look at one destination's spool that changes nothing and asks for no right to it: it works
/// beside the relay that has the spool open.
///
/// @param destination whose spool it is
/// @param logs oldest first
public record SpoolView(String destination, List<LogView> logs) {

  public SpoolView {
    logs = List.copyOf(logs);
  }

  /// Looks at a destination's spool.
  ///
  /// @param spool the folder of all spools
  /// @throws NoSuchFileException if the destination has none
  /// @throws IOException if its files can't be read
  public static SpoolView of(Path spool, String destination) throws IOException {
    var logs = new ArrayList<LogView>();
    for (var folder : SpoolFolder.logsOf(spool, destination)) {
      try {
        logs.add(LogView.of(folder, RecordFormat.LINES));
      } catch (NoSuchFileException _) {
        // drained meanwhile, and deleted
      }
    }
    return new SpoolView(destination, logs);
  }

  /// Whether a relay has it open.
  public boolean isOpen() {
    return logs.stream().anyMatch(LogView::isOpen);
  }

  /// What waits for the destination.
  public LogView.Backlog backlog() throws IOException {
    var sum = LogView.Backlog.NONE;
    for (var log : logs) {
      sum = sum.plus(log.backlog(SpoolLog.READER));
    }
    return sum;
  }

  /// Bytes of lines on disk, delivered ones that have not been deleted yet included.
  public long bytes() {
    return logs.stream().mapToLong(LogView::bytes).sum();
  }

  /// Reads everything and compares it with its checksums.
  ///
  /// @return what is damaged
  public List<LogDamage> verify() throws IOException {
    var damages = new ArrayList<LogDamage>();
    for (var log : logs) {
      damages.addAll(log.verify());
    }
    return damages;
  }

  /// Copies the lines that wait, as far as they are sound.
  public LogView.Copied copyBacklog(WritableByteChannel target) throws IOException {
    var sum = LogView.Copied.NONE;
    for (var log : logs) {
      sum = sum.plus(log.copyBacklog(SpoolLog.READER, target));
    }
    return sum;
  }

  /// Copies all lines that are on disk, delivered or not, as far as they are sound.
  public LogView.Copied copyAll(WritableByteChannel target) throws IOException {
    var sum = LogView.Copied.NONE;
    for (var log : logs) {
      sum = sum.plus(log.copyAll(target));
    }
    return sum;
  }
}
