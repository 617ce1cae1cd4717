// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.graphitestack.relay.CarbonRelay;
import org.graphitestack.relay.DestinationFigures;
import org.graphitestack.relay.route.RelayReject;
import org.graphitestack.relay.spool.SpoolFigures;
import org.graphitestack.web.http.InvalidParametersException;
import org.graphitestack.web.http.Parameters;
import tools.jackson.core.JsonGenerator;

/// What the status page of a relay shows, as JSON.
final class RelayReport {

  private final CarbonRelay relay;

  RelayReport(CarbonRelay relay) {
    this.relay = relay;
  }

  /// `/status.json`: ledger, listeners and destinations.
  void status(JsonGenerator json, Parameters parameters) {
    json.writeStartObject();
    json.writeStringProperty("version", ProductVersion.text());
    json.writeBooleanProperty("paused", relay.paused());
    json.writeNumberProperty("pauses", relay.pauses());
    ledger(json);
    new ListenersReport(relay.listeners(), Optional.ofNullable(relay.amqp())).writeTo(json);
    json.writeArrayPropertyStart("destinations");
    relay.destinations().forEach(destination -> destination(json, destination));
    json.writeEndArray();
    json.writeEndObject();
  }

  /// `/explain.json?metric=NAME`: where a metric goes, and why.
  void explain(JsonGenerator json, Parameters parameters) {
    var metric =
        parameters
            .last("metric")
            .filter(name -> !name.isBlank())
            .orElseThrow(
                () -> new InvalidParametersException("metric: none (expected: a metric's name)"));
    json.writeStartObject();
    json.writeStringProperty("metric", metric);
    json.writeArrayPropertyStart("steps");
    for (var step : relay.explain(metric)) {
      json.writeStartObject();
      json.writeStringProperty("sentence", step.sentence());
      json.writeArrayPropertyStart("to");
      step.to().forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void ledger(JsonGenerator json) {
    var ledger = relay.ledger();
    json.writeObjectPropertyStart("ledger");
    json.writeNumberProperty("received", ledger.received());
    json.writeNumberProperty("generated", ledger.generated());
    json.writeNumberProperty("routed", ledger.routed());
    json.writeNumberProperty("copies", ledger.copies());
    json.writeNumberProperty("aggregated", ledger.aggregated());
    json.writeNumberProperty("blackholed", ledger.blackholed());
    json.writeNumberProperty("fileLines", ledger.fileLines());
    json.writeNumberProperty("fileFailures", ledger.fileFailures());
    json.writeObjectPropertyStart("rejected");
    for (var reason : RelayReject.values()) {
      if (ledger.rejected(reason) > 0) {
        json.writeNumberProperty(label(reason), ledger.rejected(reason));
      }
    }
    json.writeEndObject();
    json.writeNumberProperty("unaccounted", ledger.unaccounted());
    json.writeNumberProperty("unaccountedCopies", relay.unaccountedCopies());
    json.writeEndObject();
  }

  private static void destination(JsonGenerator json, DestinationFigures destination) {
    var runner = destination.runner();
    json.writeStartObject();
    json.writeStringProperty("name", destination.name());
    json.writeBooleanProperty("retiring", destination.retiring());
    json.writeBooleanProperty("healthy", destination.healthy());
    json.writeStringProperty("state", label(runner.state()));
    json.writeNumberProperty("since", runner.since().getEpochSecond());
    json.writeNumberProperty("connects", runner.connects());
    json.writeNumberProperty("failures", runner.failures());
    var error = runner.lastError();
    if (error != null) {
      json.writeStringProperty("lastError", error.message());
      json.writeNumberProperty("lastErrorAt", error.at().getEpochSecond());
    }
    json.writeNumberProperty("sentPoints", runner.sentPoints());
    json.writeNumberProperty("sentBytes", runner.sentBytes());
    json.writeNumberProperty("unacknowledgedBytes", runner.unacknowledgedBytes());
    json.writeNumberProperty("ratePointsIn", Math.round(destination.ratePointsIn()));
    json.writeNumberProperty("ratePointsOut", Math.round(destination.ratePointsOut()));
    json.writeNumberProperty("lagMillis", destination.lag().toMillis());
    destination
        .emptyIn()
        .map(Duration::toSeconds)
        .ifPresent(seconds -> json.writeNumberProperty("emptyInSeconds", seconds));
    spool(json, destination.spool());
    json.writeEndObject();
  }

  private static void spool(JsonGenerator json, SpoolFigures spool) {
    json.writeObjectPropertyStart("spool");
    json.writeNumberProperty("foundQueued", spool.foundQueued());
    json.writeNumberProperty("taken", spool.taken());
    json.writeNumberProperty("delivered", spool.delivered());
    json.writeNumberProperty("queued", spool.queued());
    json.writeNumberProperty("held", spool.held());
    json.writeNumberProperty("lost", spool.lost());
    json.writeNumberProperty("queuedBytes", spool.queuedBytes());
    json.writeObjectPropertyStart("dropped");
    spool.dropped().forEach((reason, points) -> json.writeNumberProperty(label(reason), points));
    json.writeEndObject();
    json.writeNumberProperty("unaccounted", spool.unaccounted());
    json.writeEndObject();
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
