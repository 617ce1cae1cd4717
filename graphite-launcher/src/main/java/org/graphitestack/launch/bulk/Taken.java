// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.bulk;

import java.util.List;
import org.graphitestack.web.http.JsonReport;
import org.graphitestack.web.http.Parameters;
import tools.jackson.core.JsonGenerator;

/// What became of some points.
///
/// @param stored points
/// @param created series
/// @param there points left out since the series has one at their place
/// @param tooOld points older than their series reaches back
/// @param rejected lines that are no points
/// @param failed points of series that could not be written
/// @param faults a few of the reasons
record Taken(
    long stored,
    long created,
    long there,
    long tooOld,
    long rejected,
    long failed,
    List<String> faults)
    implements JsonReport {

  static final int MOST_FAULTS = 10;

  Taken {
    faults = List.copyOf(faults);
  }

  @Override
  public void writeTo(JsonGenerator json, Parameters parameters) {
    json.writeStartObject();
    json.writeNumberProperty("stored", stored);
    json.writeNumberProperty("created", created);
    json.writeNumberProperty("there", there);
    json.writeNumberProperty("too_old", tooOld);
    json.writeNumberProperty("rejected", rejected);
    json.writeNumberProperty("failed", failed);
    json.writeArrayPropertyStart("faults");
    faults.forEach(json::writeString);
    json.writeEndArray();
    json.writeEndObject();
  }
}
