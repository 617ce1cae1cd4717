// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import java.util.ArrayList;
import java.util.List;
import org.graphitestack.web.cluster.MissingServers;
import org.graphitestack.web.graph.PieSlice;
import org.graphitestack.web.quota.QueryCharge;
import org.graphitestack.web.render.Freshness;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.render.RenderRequest;

/// The targets of a pie: each is a slice of its own, `name:number`, or names series that are.
final class PieTargets {

  private PieTargets() {}

  /// Slices in the order of their targets. Targets between two literal ones are rendered together.
  ///
  /// @param charge counts the request against limits
  /// @param missing where servers are noted whose part is lacking
  /// @throws org.graphitestack.web.render.InvalidRenderException if the request is wrong or over
  ///   its budget
  static List<PieSlice> slices(
      RenderEngine engine, RenderRequest request, QueryCharge charge, MissingServers missing) {
    var slices = new ArrayList<PieSlice>();
    var others = new ArrayList<String>();
    for (var target : request.targets()) {
      var literal = PieSlice.OfNumber.parse(target);
      if (literal.isEmpty()) {
        others.add(target);
        continue;
      }
      render(engine, request, charge, others, slices, missing);
      slices.add(literal.get());
    }
    render(engine, request, charge, others, slices, missing);
    return List.copyOf(slices);
  }

  private static void render(
      RenderEngine engine,
      RenderRequest request,
      QueryCharge charge,
      List<String> targets,
      List<PieSlice> slices,
      MissingServers missing) {
    if (!targets.isEmpty()) {
      var asked = request.withTargets(targets);
      try (var rendering = engine.render(asked, Freshness.LIVE, () -> false, charge)) {
        rendering.series().forEach(series -> slices.add(new PieSlice.OfSeries(series)));
        missing.addAll(rendering.missing());
      }
      targets.clear();
    }
  }
}
