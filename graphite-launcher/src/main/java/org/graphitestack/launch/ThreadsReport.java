// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.graphitestack.web.http.DebugRoutes;
import org.graphitestack.web.http.JsonReport;
import org.graphitestack.web.http.Parameters;
import tools.jackson.core.JsonGenerator;

/// The process' platform threads with state, processor time and stack, those first that have used
/// most. Virtual threads, on which requests run, are not listed by the JDK; their queries are at
/// `/debug/queries`.
final class ThreadsReport implements JsonReport {

  private static final int DEEPEST = 60;

  /// As a page of `/debug`.
  DebugRoutes.Page page() {
    return new DebugRoutes.Page(
        "threads",
        "Threads",
        "Platform threads, their state and stack; name=TEXT picks some, stack=0 leaves out stacks.",
        this);
  }

  /// @param parameters `name`: only threads whose name holds it; `stack`: 0 for none
  @Override
  public void writeTo(JsonGenerator json, Parameters parameters) {
    var part = parameters.last("name", "").toLowerCase(Locale.ROOT);
    var stacks = !parameters.last("stack", "").equals("0");
    var times = ManagementFactory.getThreadMXBean();
    json.writeStartObject();
    json.writeArrayPropertyStart("threads");
    Thread.getAllStackTraces().entrySet().stream()
        .filter(entry -> entry.getKey().getName().toLowerCase(Locale.ROOT).contains(part))
        .map(entry -> Map.entry(times.getThreadCpuTime(entry.getKey().threadId()), entry))
        .sorted(
            Comparator.<Map.Entry<Long, Map.Entry<Thread, StackTraceElement[]>>>comparingLong(
                    Map.Entry::getKey)
                .reversed())
        .forEach(
            timed ->
                thread(
                    json,
                    timed.getKey(),
                    timed.getValue().getKey(),
                    timed.getValue().getValue(),
                    stacks));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void thread(
      JsonGenerator json, long nanos, Thread thread, StackTraceElement[] stack, boolean stacks) {
    json.writeStartObject();
    json.writeStringProperty("name", thread.getName());
    json.writeStringProperty("state", thread.getState().name());
    json.writeBooleanProperty("daemon", thread.isDaemon());
    json.writeNumberProperty("cpuMillis", Math.max(0, TimeUnit.NANOSECONDS.toMillis(nanos)));
    if (stacks) {
      json.writeArrayPropertyStart("stack");
      for (var i = 0; i < Math.min(stack.length, DEEPEST); i++) {
        json.writeString(stack[i].toString());
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
