// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.whisper;

import java.util.ArrayList;
import java.util.List;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.Retention;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.CorruptSeriesException;

/// The header of a whisper file, as read.
///
/// @param aggregation how values roll up
/// @param maxRetention seconds that the file says it reaches back
/// @param xFilesFactor share of known slots a roll-up needs, in the precision of the file
/// @param archives in the order of the file, finest first unless damaged
public record WhisperHeader(
    AggregationMethod aggregation,
    long maxRetention,
    float xFilesFactor,
    List<WhisperArchive> archives) {

  /// Into one; more than any layout means, and few enough to be counted in bytes.
  private static final int MOST_SLOTS_ROLLED_UP = Integer.MAX_VALUE / HeaderFormat.SLOT_SIZE;

  public WhisperHeader {
    archives = List.copyOf(archives);
  }

  /// The header of a new file.
  ///
  /// @throws IllegalArgumentException if the file could not address its last archive or name its
  ///   longest retention in 32 bits
  static WhisperHeader of(SeriesLayout layout) {
    var retentions = layout.retentions().archives();
    var archives = new ArrayList<WhisperArchive>(retentions.size());
    var offset = HeaderFormat.size(retentions.size());
    for (var retention : retentions) {
      if (offset > HeaderFormat.MAX_UINT32) {
        throw new IllegalArgumentException(
            "archive offset: " + offset + " (expected: <= " + HeaderFormat.MAX_UINT32 + ")");
      }
      var archive = new WhisperArchive(offset, retention.secondsPerPoint(), retention.points());
      archives.add(archive);
      offset = archive.end();
    }
    var maxRetention = layout.retentions().maxSeconds();
    if (maxRetention > HeaderFormat.MAX_UINT32) {
      throw new IllegalArgumentException(
          "retention: " + maxRetention + " s (expected: <= " + HeaderFormat.MAX_UINT32 + " s)");
    }
    return new WhisperHeader(
        layout.aggregation(), maxRetention, (float) layout.xFilesFactor(), archives);
  }

  /// Size of a whole file with this header, in bytes.
  public long fileSize() {
    var size = HeaderFormat.size(archives.size());
    for (var archive : archives) {
      size += archive.size();
    }
    return size;
  }

  WhisperHeader withAggregation(AggregationMethod method) {
    return new WhisperHeader(method, maxRetention, xFilesFactor, archives);
  }

  WhisperHeader withXFilesFactor(float factor) {
    return new WhisperHeader(aggregation, maxRetention, factor, archives);
  }

  /// What a file with this header was created with.
  ///
  /// @throws CorruptSeriesException if no layout leads to such archives
  public SeriesLayout layout(String place) throws CorruptSeriesException {
    try {
      var retentions =
          archives.stream()
              .map(
                  archive ->
                      new Retention(
                          Math.toIntExact(archive.secondsPerPoint()),
                          Math.toIntExact(archive.points())))
              .toList();
      return new SeriesLayout(new RetentionPolicy(retentions), xFilesFactor, aggregation);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new CorruptSeriesException(
          place,
          HeaderFormat.METADATA_SIZE,
          "archives " + archives + ", " + e.getMessage(),
          "archives that whisper would create");
    }
  }

  /// The archives that points can be written to, finest first. Python takes any header; what it
  /// does with archives in disorder damages data, so that is refused here.
  ///
  /// @throws CorruptSeriesException if the archives are none or in disorder
  List<WhisperArchive> writableArchives(String place) throws CorruptSeriesException {
    var usable = archives.stream().filter(WhisperArchive::usable).toList();
    if (usable.isEmpty()) {
      throw new CorruptSeriesException(
          place, HeaderFormat.METADATA_SIZE, "archives " + archives, "at least one with points");
    }
    var end = HeaderFormat.size(archives.size());
    for (var i = 0; i < usable.size(); i++) {
      var archive = usable.get(i);
      if (archive.offset() < end) {
        throw new CorruptSeriesException(
            place,
            HeaderFormat.offsetOfArchive(archives.indexOf(archive)),
            "archive offset " + archive.offset(),
            ">= " + end);
      }
      end = archive.end();
      if (i > 0 && !rollsUp(usable.get(i - 1), archive)) {
        throw new CorruptSeriesException(
            place,
            HeaderFormat.offsetOfArchive(archives.indexOf(archive)),
            "archive " + archive + " after " + usable.get(i - 1),
            "a longer retention and a step that is a multiple of the finer one");
      }
    }
    return usable;
  }

  private static boolean rollsUp(WhisperArchive fine, WhisperArchive coarse) {
    var ratio = coarse.secondsPerPoint() / fine.secondsPerPoint();
    return coarse.secondsPerPoint() > fine.secondsPerPoint()
        && coarse.secondsPerPoint() % fine.secondsPerPoint() == 0
        && coarse.retention() > fine.retention()
        && ratio <= fine.points()
        && ratio <= MOST_SLOTS_ROLLED_UP;
  }
}
