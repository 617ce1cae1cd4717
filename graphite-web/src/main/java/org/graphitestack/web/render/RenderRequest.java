// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/// What is asked of the engine.
///
/// @param targets in the order of the request; blank ones count as none
/// @param from exclusive start, epoch seconds
/// @param until inclusive end, epoch seconds, > `from`
/// @param now epoch seconds that relative times start from and archives are chosen by
/// @param zone of dates in functions that look at the calendar
/// @param xFilesFactor share of known values a computed value needs, unless a function sets another
/// @param templateVariables values that override those written in `template(…)`
public record RenderRequest(
    List<String> targets,
    long from,
    long until,
    long now,
    ZoneId zone,
    double xFilesFactor,
    Map<String, String> templateVariables) {

  public RenderRequest {
    if (from >= until) {
      throw new InvalidRenderException("Invalid empty time range");
    }
    targets = List.copyOf(targets);
    templateVariables = Map.copyOf(templateVariables);
  }

  /// The same for other targets.
  public RenderRequest withTargets(List<String> changed) {
    return new RenderRequest(changed, from, until, now, zone, xFilesFactor, templateVariables);
  }
}
