// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.find;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.web.cluster.RemoteNode.Interval;

/// Formats json, pickle and msgpack: paths, and for each leaf the time it can have values of: from
/// its longest retention ago until its last write. A leaf that cannot be read has no intervals.
final class Intervals {

  private static final System.Logger log = System.getLogger(Intervals.class.getName());

  private final SeriesReader reader;
  private final InstantSource clock;

  Intervals(SeriesReader reader, InstantSource clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /// @param elsewhere when leaves have values on other servers
  FindAnswer answer(List<FoundNode> nodes, Map<String, List<Interval>> elsewhere) {
    return json -> {
      json.writeStartArray();
      for (var node : nodes) {
        json.writeStartObject();
        json.writeStringProperty("path", node.path());
        json.writeBooleanProperty("is_leaf", node.leaf());
        if (node.leaf()) {
          json.writeArrayPropertyStart("intervals");
          for (var interval : of(node, elsewhere)) {
            json.writeStartObject();
            json.writeNumberProperty("start", interval.start());
            json.writeNumberProperty("end", interval.end());
            json.writeEndObject();
          }
          json.writeEndArray();
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    };
  }

  /// The same for other nodes of a cluster: an interval is a list of its two ends.
  NodeExchange exchange(List<FoundNode> nodes, Map<String, List<Interval>> elsewhere) {
    return out -> {
      out.startList(nodes.size());
      for (var node : nodes) {
        out.startMap(node.leaf() ? 3 : 2);
        out.text("path");
        out.text(node.path());
        out.text("is_leaf");
        out.flag(node.leaf());
        if (node.leaf()) {
          out.text("intervals");
          var intervals = of(node, elsewhere);
          out.startList(intervals.size());
          for (var interval : intervals) {
            out.startList(2);
            out.real(interval.start());
            out.real(interval.end());
            out.endList();
          }
          out.endList();
        }
        out.endMap();
      }
      out.endList();
      out.flush();
    };
  }

  /// When a leaf can have values, here or elsewhere; intervals that touch are one.
  private List<Interval> of(FoundNode leaf, Map<String, List<Interval>> elsewhere) {
    var all = new ArrayList<>(elsewhere.getOrDefault(leaf.path(), List.of()));
    of(leaf).ifPresent(all::add);
    all.sort(Comparator.comparingDouble(Interval::start));
    var joined = new ArrayList<Interval>();
    for (var next : all) {
      if (!joined.isEmpty() && next.start() <= joined.getLast().end()) {
        var last = joined.removeLast();
        joined.add(new Interval(last.start(), Math.max(last.end(), next.end())));
      } else {
        joined.add(next);
      }
    }
    return joined;
  }

  private Optional<Interval> of(FoundNode leaf) {
    try {
      var path = MetricPath.parse(leaf.path());
      var layout = reader.layout(path);
      if (layout.isEmpty()) {
        return Optional.empty();
      }
      var now = clock.millis() / 1000.0;
      var start = now - layout.get().retentions().maxSeconds();
      var lastWrite = reader.lastWrite(path);
      var end = lastWrite.isPresent() ? lastWrite.get().doubleValue() : now;
      return Optional.of(new Interval(start, Math.max(start, end)));
    } catch (IOException | InvalidMetricPathException e) {
      log.log(WARNING, "no interval of {0}: {1}", leaf.path(), e.getMessage());
      return Optional.empty();
    }
  }
}
