// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphitestack.web.access.Visibility;

/// What is asked of the engine.
///
/// @param targets in the order of the request; blank ones count as none
/// @param from exclusive start, epoch seconds
/// @param until inclusive end, epoch seconds, > `from`
/// @param now epoch seconds that relative times start from and archives are chosen by
/// @param zone of dates in functions that look at the calendar
/// @param xFilesFactor share of known values a computed value needs, unless a function sets another
/// @param templateVariables values that override those written in `template(…)`
/// @param reading how stored values are read and made fewer
/// @param sees which series and events the answer may be made of
public record RenderRequest(
    List<String> targets,
    long from,
    long until,
    long now,
    ZoneId zone,
    double xFilesFactor,
    Map<String, String> templateVariables,
    ReadOptions reading,
    Visibility sees) {

  public RenderRequest {
    if (from >= until) {
      throw new InvalidRenderException("Invalid empty time range");
    }
    targets = List.copyOf(targets);
    templateVariables = Map.copyOf(templateVariables);
  }

  /// A request that is read as graphite-web reads it.
  public RenderRequest(
      List<String> targets,
      long from,
      long until,
      long now,
      ZoneId zone,
      double xFilesFactor,
      Map<String, String> templateVariables) {
    this(targets, from, until, now, zone, xFilesFactor, templateVariables, ReadOptions.PLAIN);
  }

  /// A request of someone who sees everything.
  public RenderRequest(
      List<String> targets,
      long from,
      long until,
      long now,
      ZoneId zone,
      double xFilesFactor,
      Map<String, String> templateVariables,
      ReadOptions reading) {
    this(targets, from, until, now, zone, xFilesFactor, templateVariables, reading, Visibility.ALL);
  }

  /// The same for other targets.
  public RenderRequest withTargets(List<String> changed) {
    return new RenderRequest(
        changed, from, until, now, zone, xFilesFactor, templateVariables, reading, sees);
  }

  /// Whether a target may change what later ones give: `setXFilesFactor` and `stacked` do, wherever
  /// they are named, also as a callback or in a variable.
  boolean dependsOnOrder() {
    return Stream.concat(targets.stream(), templateVariables.values().stream())
        .anyMatch(text -> text.contains("stacked") || text.contains("ilesFactor"));
  }
}
