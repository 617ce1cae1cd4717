// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.protocol.pickle.MalformedPickleException;
import org.graphitestack.protocol.pickle.PickleReader;
import org.graphitestack.protocol.pickle.PickleValue;
import org.graphitestack.web.cluster.RemoteNode.Interval;
import org.graphitestack.web.cluster.ServerAddress.Notation;
import org.graphitestack.web.format.MsgpackReader;
import org.jspecify.annotations.Nullable;

/// Reads the answer to a find: a list of maps with `path` and `is_leaf`, or `metric_path` and
/// `isLeaf` as older servers call them, and maybe intervals. Those of Python's pickles are objects,
/// of which nothing is made.
final class NodeDecoder {

  private final int most;

  /// @param most more nodes than this, and one, are not read
  NodeDecoder(int most) {
    this.most = most;
  }

  List<RemoteNode> decode(Notation notation, BoundedBody body) throws IOException {
    return switch (notation) {
      case MSGPACK -> packed(new MsgpackReader(body));
      case PICKLE -> pickled(body.readAllBytes());
    };
  }

  private List<RemoteNode> packed(MsgpackReader in) throws IOException {
    var nodes = new ArrayList<RemoteNode>();
    for (var left = in.list(); left > 0; left--) {
      @Nullable String path = null;
      var leaf = false;
      var intervals = List.<Interval>of();
      for (var pairs = in.map(); pairs > 0; pairs--) {
        switch (in.text()) {
          case "path", "metric_path" -> path = in.text();
          case "is_leaf", "isLeaf" -> leaf = in.flag();
          case "intervals" -> intervals = intervals(in);
          default -> in.skip();
        }
      }
      if (nodes.size() <= most) {
        nodes.add(node(path, leaf, intervals));
      }
    }
    return nodes;
  }

  private static List<Interval> intervals(MsgpackReader in) throws IOException {
    var intervals = new ArrayList<Interval>();
    for (var left = in.list(); left > 0; left--) {
      var ends = in.list();
      if (ends != 2) {
        throw new IOException("an interval of " + ends + " values (expected: 2)");
      }
      intervals.add(new Interval(in.number(), in.number()));
    }
    return intervals;
  }

  private List<RemoteNode> pickled(byte[] bytes) throws IOException {
    try {
      var reader = new PickleReader(SeriesDecoder.MOST_PICKLED_VALUES, SeriesDecoder.PASSED_OVER);
      var nodes = new ArrayList<RemoteNode>();
      for (var element : reader.read(bytes, 0, bytes.length).elements()) {
        if (nodes.size() > most) {
          break;
        }
        var path =
            SeriesDecoder.text(element, "path")
                .or(() -> SeriesDecoder.text(element, "metric_path"))
                .orElse(null);
        var leaf =
            element
                .get("is_leaf")
                .or(() -> element.get("isLeaf"))
                .map(flag -> flag.number().orElse(0) != 0)
                .orElse(false);
        nodes.add(node(path, leaf, intervals(element)));
      }
      return nodes;
    } catch (MalformedPickleException malformed) {
      throw new IOException("pickle: " + malformed.getMessage(), malformed);
    }
  }

  private static List<Interval> intervals(PickleValue node) {
    var intervals = new ArrayList<Interval>();
    for (var one : node.get("intervals").map(PickleValue::elements).orElse(List.of())) {
      var ends = one.numbers().orElse(new double[0]);
      if (ends.length == 2) {
        intervals.add(new Interval(ends[0], ends[1]));
      }
    }
    return intervals;
  }

  private static RemoteNode node(@Nullable String path, boolean leaf, List<Interval> intervals)
      throws IOException {
    if (path == null) {
      throw new IOException("a node without a path");
    }
    return new RemoteNode(path, leaf, intervals);
  }
}
