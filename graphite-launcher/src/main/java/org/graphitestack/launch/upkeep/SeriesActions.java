// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.upkeep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import org.graphitestack.web.http.InvalidParametersException;
import org.graphitestack.web.http.JsonReport;
import org.graphitestack.web.http.Parameters;
import tools.jackson.core.JsonGenerator;

/// The life of series over HTTP: POST below `/cache/series/`. Without `yes=1` each only tells what
/// it would do.
public final class SeriesActions {

  private final ServedTree tree;
  private final SeriesWork work;

  public SeriesActions(ServedTree tree, SeriesWork work) {
    this.tree = tree;
    this.work = work;
  }

  /// Something that a request asks for.
  private interface Steps {
    List<SeriesWork.Step> of(Parameters parameters) throws IOException;
  }

  /// The actions by path.
  public Map<String, JsonReport> byPath() {
    return Map.of(
        "/cache/series/delete",
        (json, p) -> change("delete", json, p, x -> work.delete(patterns(x))),
        "/cache/series/expire",
        (json, p) -> change("expire", json, p, this::expired),
        "/cache/series/rename",
        (json, p) ->
            change("rename", json, p, x -> work.rename(needed(x, "from"), needed(x, "to"))),
        "/cache/series/merge",
        (json, p) ->
            change("merge", json, p, x -> work.merge(needed(x, "from"), needed(x, "into"))),
        "/cache/series/undo",
        this::undo);
  }

  /// What can be undone, for `/cache/series/trash`.
  public void trash(JsonGenerator json, Parameters parameters) {
    try {
      var batches = tree.engine().trash().batches();
      json.writeStartArray();
      for (var batch : batches) {
        json.writeStartObject();
        json.writeStringProperty("batch", batch.id());
        json.writeStringProperty("kind", batch.kind());
        json.writeStringProperty("begun", batch.begun().toString());
        json.writeNumberProperty("changes", batch.changes().size());
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<SeriesWork.Step> expired(Parameters parameters) throws IOException {
    var text = parameters.last("times", "1");
    double times;
    try {
      times = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new InvalidParametersException("times: '" + text + "' (expected: a number)", e);
    }
    return parameters.all("pattern").isEmpty()
        ? work.expireAll(times)
        : work.expire(parameters.all("pattern"), times);
  }

  private static List<String> patterns(Parameters parameters) {
    needed(parameters, "pattern");
    return parameters.all("pattern");
  }

  private static String needed(Parameters parameters, String name) {
    return parameters
        .last(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(
            () -> new InvalidParametersException(name + ": none (expected: a name or a pattern)"));
  }

  private void change(String kind, JsonGenerator json, Parameters parameters, Steps asked) {
    List<SeriesWork.Step> steps;
    SeriesWork.Outcome outcome;
    var yes = parameters.flag("yes");
    try {
      steps = asked.of(parameters);
      outcome = yes ? work.make(kind, steps) : null;
    } catch (IllegalArgumentException e) {
      throw new InvalidParametersException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    json.writeStartObject();
    json.writeArrayPropertyStart("steps");
    steps.forEach(step -> json.writeString(step.text()));
    json.writeEndArray();
    if (outcome != null) {
      json.writeNumberProperty("done", outcome.done());
      json.writeArrayPropertyStart("failed");
      outcome.failures().forEach(json::writeString);
      json.writeEndArray();
      outcome.batch().ifPresent(id -> json.writeStringProperty("batch", id));
    }
    json.writeEndObject();
  }

  private void undo(JsonGenerator json, Parameters parameters) {
    int undone;
    try {
      undone = work.undo(needed(parameters, "batch"));
    } catch (NoSuchFileException e) {
      throw new InvalidParametersException("batch: none of that name in the trash", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    json.writeStartObject();
    json.writeNumberProperty("undone", undone);
    json.writeEndObject();
  }
}
