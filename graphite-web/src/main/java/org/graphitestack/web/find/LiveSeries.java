// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.find;

import static java.lang.System.Logger.Level.WARNING;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.SeriesReader;

/// Tells series that can have points in a window from those that have none: the ones last written
/// before it, and the ones that keep nothing of a time so long ago. Branches all stay.
///
/// The time of a last write is kept once it was asked for. It never goes back, so that a series
/// once known to be written since some time is not asked again for that time; one known to be
/// silent is, after a few seconds. Thread-safe.
final class LiveSeries {

  private static final System.Logger log = System.getLogger(LiveSeries.class.getName());
  private static final long MOST_KEPT = 500_000;
  private static final Duration SILENT_KEPT = Duration.ofSeconds(10);

  private final SeriesReader reader;
  private final InstantSource clock;
  private final Cache<String, Written> lastWrites =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

  /// @param last time of the last write in epoch seconds
  /// @param asked when that was so, in epoch seconds
  private record Written(long last, long asked) {}

  LiveSeries(SeriesReader reader, InstantSource clock) {
    this.reader = reader;
    this.clock = clock;
  }

  List<FoundNode> among(List<FoundNode> nodes, FindWindow window) {
    return nodes.stream().filter(node -> !node.leaf() || hasPoints(node.path(), window)).toList();
  }

  /// A series that cannot be asked stays.
  private boolean hasPoints(String name, FindWindow window) {
    try {
      var path = MetricPath.parse(name);
      return writtenSince(path, window.from()) && keeps(path, window.until());
    } catch (IOException | InvalidMetricPathException e) {
      log.log(WARNING, "no time of the last write of {0}: {1}", name, e.getMessage());
      return true;
    }
  }

  private boolean writtenSince(MetricPath path, long from) throws IOException {
    var now = clock.instant().getEpochSecond();
    var known = lastWrites.getIfPresent(path.text());
    if (known != null && (known.last() >= from || now - known.asked() < SILENT_KEPT.toSeconds())) {
      return known.last() >= from;
    }
    var last = reader.lastWrite(path).orElse(Long.MIN_VALUE);
    lastWrites.put(path.text(), new Written(last, now));
    return last >= from;
  }

  private boolean keeps(MetricPath path, long until) throws IOException {
    var now = clock.instant().getEpochSecond();
    if (until >= now) {
      return true;
    }
    var layout = reader.layout(path);
    return layout.isPresent() && until >= now - layout.get().retentions().maxSeconds();
  }
}
