// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.graphitestack.log.LogView;
import org.graphitestack.relay.spool.SpoolView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// `graphite spool ls`: what waits for whom.
@Command(
    name = "ls",
    description = "Lists the destinations that have a spool, and what waits for each.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SpoolLsCommand implements Callable<Integer> {

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin SpoolPlace place = new SpoolPlace();

  @Option(names = "--json", description = "As a JSON array.")
  boolean json;

  /// One line of the list.
  private record Row(SpoolView spool, LogView.Backlog backlog) {}

  @Override
  public Integer call() throws IOException {
    var rows = new ArrayList<Row>();
    for (var spool : place.views()) {
      rows.add(new Row(spool, spool.backlog()));
    }
    var out = spec.commandLine().getOut();
    var now = SystemClocks.wall().instant();
    if (json) {
      printJson(out, rows, now);
    } else {
      printTable(out, rows, now);
    }
    out.flush();
    return 0;
  }

  private static void printTable(PrintWriter out, List<Row> rows, Instant now) {
    var width =
        rows.stream()
            .mapToInt(row -> row.spool().destination().length())
            .reduce("destination".length(), Math::max);
    var form = "%-" + width + "s %5s %14s %16s %12s %5s%n";
    out.printf(Locale.ROOT, form, "destination", "logs", "points", "bytes", "oldest", "open");
    for (var row : rows) {
      out.printf(
          Locale.ROOT,
          form,
          row.spool().destination(),
          row.spool().logs().size(),
          row.backlog().points(),
          row.backlog().bytes(),
          row.backlog().oldestArrival() < 0 ? "-" : words(age(row.backlog(), now)),
          row.spool().isOpen() ? "yes" : "no");
    }
  }

  private static void printJson(PrintWriter out, List<Row> rows, Instant now) {
    try (var generator = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      generator.writeStartArray();
      for (var row : rows) {
        generator.writeStartObject();
        generator.writeStringProperty("destination", row.spool().destination());
        generator.writeNumberProperty("logs", row.spool().logs().size());
        generator.writeNumberProperty("points", row.backlog().points());
        generator.writeNumberProperty("bytes", row.backlog().bytes());
        generator.writeNumberProperty("bytesOnDisk", row.spool().bytes());
        if (row.backlog().oldestArrival() >= 0) {
          generator.writeNumberProperty("oldest", row.backlog().oldestArrival() / 1000);
          generator.writeNumberProperty("oldestAgeSeconds", age(row.backlog(), now).toSeconds());
        }
        generator.writeBooleanProperty("open", row.spool().isOpen());
        generator.writeEndObject();
      }
      generator.writeEndArray();
    }
    out.println();
  }

  private static Duration age(LogView.Backlog backlog, Instant now) {
    var age = Duration.between(Instant.ofEpochMilli(backlog.oldestArrival()), now);
    return age.isNegative() ? Duration.ZERO : age;
  }

  /// The two largest units: `3d 4h`, `5m 0s`.
  static String words(Duration age) {
    if (age.toDays() > 0) {
      return age.toDays() + "d " + age.toHoursPart() + "h";
    }
    if (age.toHours() > 0) {
      return age.toHours() + "h " + age.toMinutesPart() + "m";
    }
    return age.toMinutes() > 0
        ? age.toMinutes() + "m " + age.toSecondsPart() + "s"
        : age.toSeconds() + "s";
  }
}
