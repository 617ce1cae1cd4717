// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.graphitestack.model.SeriesLayout;

/// How a file differs from the layout it should have.
///
/// @param found archives, method and factor of the file
/// @param wanted the same of the layout
/// @param bytes by how many the file would grow; negative if it would shrink
/// @param historyLost seconds of the past that the file reaches back to and the layout does not
/// @param detailLost whether some stretch of the past would be kept at a coarser step than now
public record LayoutDeviation(
    String found, String wanted, long bytes, long historyLost, boolean detailLost) {

  /// Compares; empty if the file is as it should be.
  public static Optional<LayoutDeviation> between(WhisperHeader header, SeriesLayout layout) {
    var wanted = WhisperHeader.of(layout);
    if (wanted.archives().equals(header.archives())
        && wanted.aggregation() == header.aggregation()
        && wanted.xFilesFactor() == header.xFilesFactor()) {
      return Optional.empty();
    }
    return Optional.of(
        new LayoutDeviation(
            text(header),
            text(wanted),
            wanted.fileSize() - header.fileSize(),
            Math.max(0, header.maxRetention() - wanted.maxRetention()),
            losesDetail(header.archives(), wanted.archives())));
  }

  /// Whether for some age the finest archive that reaches back to it becomes coarser.
  private static boolean losesDetail(List<WhisperArchive> before, List<WhisperArchive> after) {
    return before.stream()
        .anyMatch(
            archive ->
                after.stream()
                        .filter(other -> other.retention() >= archive.retention())
                        .mapToLong(WhisperArchive::secondsPerPoint)
                        .min()
                        .orElse(0)
                    > archive.secondsPerPoint());
  }

  private static String text(WhisperHeader header) {
    return header.archives().stream()
            .map(archive -> archive.secondsPerPoint() + ":" + archive.points())
            .collect(Collectors.joining(","))
        + " "
        + header.aggregation().text()
        + " "
        + header.xFilesFactor();
  }
}
