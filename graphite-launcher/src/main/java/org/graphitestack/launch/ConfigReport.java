// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.util.List;
import java.util.function.Supplier;
import org.graphitestack.config.KeyInForce;
import org.graphitestack.config.SettingsInForce;
import org.graphitestack.web.http.DebugRoutes;
import org.graphitestack.web.http.JsonReport;
import org.graphitestack.web.http.Parameters;
import tools.jackson.core.JsonGenerator;

/// Every key in force with its value and who said it, as JSON. What is secret is not in it.
///
/// @param settings of each part of the daemon
record ConfigReport(Supplier<List<SettingsInForce>> settings) implements JsonReport {

  /// As a page of `/debug`.
  DebugRoutes.Page page() {
    return new DebugRoutes.Page(
        "config",
        "Configuration",
        "Every key in force, its value, and who said it; changed=1 leaves out defaults.",
        this);
  }

  /// @param parameters `changed`: 1 leaves out what nobody has set
  @Override
  public void writeTo(JsonGenerator json, Parameters parameters) {
    var changed = parameters.last("changed", "").equals("1");
    json.writeStartObject();
    json.writeArrayPropertyStart("keys");
    for (var program : settings.get()) {
      for (var key : program.keys()) {
        if (!changed || !key.isDefault()) {
          key(json, key);
        }
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void key(JsonGenerator json, KeyInForce key) {
    json.writeStartObject();
    json.writeStringProperty("section", key.section());
    json.writeStringProperty("key", key.key());
    json.writeStringProperty("value", key.shown());
    json.writeStringProperty("origin", key.origin());
    key.shownWaiting().ifPresent(later -> json.writeStringProperty("afterRestart", later));
    json.writeEndObject();
  }
}
