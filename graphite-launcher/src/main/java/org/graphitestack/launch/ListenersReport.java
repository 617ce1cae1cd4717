// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.amqp.AmqpReceiver;
import org.graphitestack.protocol.listen.ListenerCounters;
import org.graphitestack.protocol.listen.PointListener;
import org.graphitestack.protocol.listen.RecentRejects;
import tools.jackson.core.JsonGenerator;

/// What came in at each listener and what of it could not be taken, as JSON.
record ListenersReport(List<PointListener> listeners, Optional<AmqpReceiver> amqp) {

  /// Writes the properties `listeners` and `rejects` of the object that is open.
  void writeTo(JsonGenerator json) {
    json.writeArrayPropertyStart("listeners");
    listeners.forEach(
        l -> listener(json, l.config().protocol().label(), ReadyLine.place(l), l.counters()));
    amqp.ifPresent(broker -> listener(json, "amqp", broker.config().toString(), broker.counters()));
    json.writeEndArray();
    json.writeArrayPropertyStart("rejects");
    listeners.forEach(l -> rejects(json, l.config().protocol().label(), l.recentRejects()));
    amqp.ifPresent(broker -> rejects(json, "amqp", broker.recentRejects()));
    json.writeEndArray();
  }

  private static void listener(
      JsonGenerator json, String protocol, String address, ListenerCounters counters) {
    json.writeStartObject();
    json.writeStringProperty("protocol", protocol);
    json.writeStringProperty("address", address);
    json.writeNumberProperty("connections", counters.connectionsOpen());
    json.writeNumberProperty("points", counters.points());
    json.writeNumberProperty("bytes", counters.bytes());
    json.writeObjectPropertyStart("rejected");
    for (var reason : RejectReason.values()) {
      if (counters.rejects(reason) > 0) {
        json.writeNumberProperty(reason.name().toLowerCase(Locale.ROOT), counters.rejects(reason));
      }
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void rejects(JsonGenerator json, String listener, RecentRejects rejects) {
    for (var reject : rejects.latest()) {
      json.writeStartObject();
      json.writeStringProperty("listener", listener);
      json.writeStringProperty("reason", reject.reason().sentence());
      json.writeNumberProperty("at", reject.time().getEpochSecond());
      json.writeStringProperty("sender", reject.sender());
      json.writeStringProperty("sample", reject.sample());
      json.writeEndObject();
    }
  }
}
