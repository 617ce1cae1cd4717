// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.find;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.SeriesReader;
import tools.jackson.core.JsonGenerator;

/// Format json: paths, and for each leaf the time it can have values of: from its longest retention
/// ago until its last write. A leaf that cannot be read has no intervals.
final class Intervals {

  private static final System.Logger log = System.getLogger(Intervals.class.getName());

  private final SeriesReader reader;
  private final InstantSource clock;

  Intervals(SeriesReader reader, InstantSource clock) {
    this.reader = reader;
    this.clock = clock;
  }

  FindAnswer answer(List<FoundNode> nodes) {
    return json -> {
      json.writeStartArray();
      for (var node : nodes) {
        json.writeStartObject();
        json.writeStringProperty("path", node.path());
        json.writeBooleanProperty("is_leaf", node.leaf());
        if (node.leaf()) {
          json.writeArrayPropertyStart("intervals");
          writeInterval(node, json);
          json.writeEndArray();
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    };
  }

  private void writeInterval(FoundNode leaf, JsonGenerator json) {
    try {
      var path = MetricPath.parse(leaf.path());
      var layout = reader.layout(path);
      if (layout.isEmpty()) {
        return;
      }
      var now = clock.millis() / 1000.0;
      var start = now - layout.get().retentions().maxSeconds();
      var lastWrite = reader.lastWrite(path);
      var end = lastWrite.isPresent() ? lastWrite.get().doubleValue() : now;
      json.writeStartObject();
      json.writeNumberProperty("start", start);
      json.writeNumberProperty("end", Math.max(start, end));
      json.writeEndObject();
    } catch (IOException | InvalidMetricPathException e) {
      log.log(WARNING, "no interval of {0}: {1}", leaf.path(), e.getMessage());
    }
  }
}
