// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.util.List;
import org.graphitestack.cache.CarbonCache;
import org.graphitestack.cache.ledger.DropReason;
import org.graphitestack.cache.memory.TopSenders.Sender;
import org.graphitestack.storage.limit.Measure;
import org.graphitestack.web.http.InvalidParametersException;
import org.graphitestack.web.http.JsonReport;
import org.graphitestack.web.http.Parameters;
import tools.jackson.core.JsonGenerator;

/// `/cache/status.json`: what became of every point, who sends most, which series storage cannot
/// hold.
final class CacheReport implements JsonReport {

  /// Where it is answered, on the web port of `run` and the admin port of `cache`.
  static final String PATH = "/cache/status.json";

  private static final int MOST_SENDERS = 1000;

  private final CarbonCache cache;

  CacheReport(CarbonCache cache) {
    this.cache = cache;
  }

  /// @param parameters `top`: how many senders of each kind, 1 to 1000, normally 20
  @Override
  public void writeTo(JsonGenerator json, Parameters parameters) {
    var most = most(parameters);
    json.writeStartObject();
    json.writeStringProperty("version", ProductVersion.text());
    json.writeBooleanProperty("paused", cache.paused());
    json.writeBooleanProperty("replaying", cache.replaying());
    new ListenersReport(cache.listeners(), cache.amqp()).writeTo(json);
    ledger(json);
    cache
        .journal()
        .ifPresent(
            journal -> {
              json.writeObjectPropertyStart("journal");
              json.writeNumberProperty("points", journal.appendedPoints());
              json.writeNumberProperty("bytes", journal.appendedBytes());
              json.writeNumberProperty("bytesOnDisk", journal.bytes());
              json.writeNumberProperty("refusedBatches", journal.refusedBatches());
              json.writeNumberProperty("writeFailures", journal.writeFailures());
              json.writeEndObject();
            });
    json.writeName("top");
    senders(json, most);
    json.writeArrayPropertyStart("quarantined");
    for (var series : cache.quarantined()) {
      json.writeStartObject();
      json.writeStringProperty("series", series.path().text());
      json.writeStringProperty("reason", series.reason().label());
      json.writeStringProperty("detail", series.detail());
      json.writeStringProperty("since", series.since().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /// Who sends most, alone.
  ///
  /// @param parameters as of [#writeTo]
  void top(JsonGenerator json, Parameters parameters) {
    senders(json, most(parameters));
  }

  private void senders(JsonGenerator json, int most) {
    var top = cache.topSenders(most);
    json.writeStartObject();
    senders(json, "seriesByPoints", top.series());
    senders(json, "prefixesByPoints", top.prefixes());
    senders(json, "prefixesByNewSeries", top.newSeries());
    json.writeEndObject();
  }

  private static int most(Parameters parameters) {
    var most = parameters.integer("top", 20);
    if (most < 1 || most > MOST_SENDERS) {
      throw new InvalidParametersException(
          "top: " + most + " (expected: 1 to " + MOST_SENDERS + ")");
    }
    return most;
  }

  private void ledger(JsonGenerator json) {
    var ledger = cache.ledger();
    json.writeObjectPropertyStart("ledger");
    json.writeNumberProperty("received", ledger.received());
    json.writeNumberProperty("replayed", ledger.replayed());
    json.writeNumberProperty("rejected", ledger.rejectedNames());
    json.writeObjectPropertyStart("overLimit");
    for (var measure : Measure.values()) {
      if (ledger.overLimit(measure) > 0) {
        json.writeNumberProperty(measure.label(), ledger.overLimit(measure));
      }
    }
    json.writeEndObject();
    json.writeNumberProperty("stored", ledger.stored());
    json.writeNumberProperty("replaced", ledger.replaced());
    json.writeNumberProperty("quarantined", ledger.quarantined());
    json.writeObjectPropertyStart("dropped");
    for (var reason : DropReason.values()) {
      if (ledger.dropped(reason) > 0) {
        json.writeNumberProperty(reason.label(), ledger.dropped(reason));
      }
    }
    json.writeEndObject();
    json.writeNumberProperty("held", ledger.held());
    json.writeNumberProperty("heldBytes", ledger.heldBytes());
    json.writeNumberProperty("names", ledger.seriesKnown());
    json.writeNumberProperty("nameBytes", ledger.nameBytes());
    json.writeNumberProperty("createsWaiting", ledger.createsWaiting());
    json.writeEndObject();
  }

  private static void senders(JsonGenerator json, String name, List<Sender> senders) {
    json.writeArrayPropertyStart(name);
    for (var sender : senders) {
      json.writeStartObject();
      json.writeStringProperty("name", sender.name());
      json.writeNumberProperty("count", sender.count());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
