// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static java.lang.System.Logger.Level.WARNING;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.CorruptSeriesException;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.web.access.Visibility;
import org.graphitestack.web.carbonapi.InfoQuestion;
import org.graphitestack.web.format.CarbonapiV3Format;
import org.graphitestack.web.format.ProtobufMessage;
import tools.jackson.core.JsonGenerator;

/// `/info?target=NAME`: what series were created with, as go-carbon tells it to carbonapi: in JSON,
/// or in the messages of its protocols. Series that are not here, cannot be read or are hidden are
/// left out; a 404 if that leaves none. Other servers of a cluster are not asked.
public final class InfoRoutes implements Routes {

  private static final System.Logger log = System.getLogger(InfoRoutes.class.getName());

  private final SeriesReader reader;

  public InfoRoutes(SeriesReader reader) {
    this.reader = reader;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/info", this::answer, Need.READ);
    routes.post("/info", this::answer, Need.READ);
  }

  private void answer(Context context) throws IOException {
    var parameters = Parameters.of(context);
    var question = question(context, parameters);
    var format = parameters.last("format", "json");
    context.header("Cache-Control", "no-cache");
    switch (format) {
      case "json" -> {
        var layouts = layouts(context, question);
        if (!layouts.isEmpty()) {
          JsonAnswers.write(context, parameters, json -> write(layouts, json));
        }
      }
      case "protobuf", "protobuf3", "carbonapi_v2_pb" -> {
        if (question.names().size() > 1) {
          throw new InvalidParametersException(
              "target: "
                  + question.names().size()
                  + " with format="
                  + format
                  + " (expected: 1, or format=carbonapi_v3_pb)");
        }
        layouts(context, question)
            .forEach(
                (name, layout) ->
                    context
                        .contentType(CarbonapiBody.V2)
                        .result(InfoQuestion.answer(name, layout).toByteArray()));
      }
      case "carbonapi_v3_pb" -> {
        var layouts = layouts(context, question);
        if (!layouts.isEmpty()) {
          var answer = new ProtobufMessage();
          layouts.forEach((name, layout) -> answer.message(1, InfoQuestion.answer(name, layout)));
          context.contentType(CarbonapiV3Format.CONTENT_TYPE).result(answer.toByteArray());
        }
      }
      default ->
          throw new InvalidParametersException(
              "format: "
                  + format
                  + " (expected: json, protobuf, carbonapi_v2_pb or carbonapi_v3_pb)");
    }
  }

  private static InfoQuestion question(Context context, Parameters parameters) {
    if (CarbonapiBody.isIn(context, parameters)) {
      return CarbonapiBody.read(context, InfoQuestion::parse);
    }
    if (!parameters.has("target")) {
      throw new InvalidParametersException("Missing required parameter 'target'");
    }
    try {
      return new InfoQuestion(parameters.all("target"));
    } catch (IllegalArgumentException wrong) {
      throw new InvalidParametersException(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  /// What is known; if that is nothing, the answer is given.
  private Map<String, SeriesLayout> layouts(Context context, InfoQuestion question)
      throws IOException {
    var sees = Viewers.sees(context);
    var layouts = new LinkedHashMap<String, SeriesLayout>();
    for (var name : question.names()) {
      layout(name, sees).ifPresent(layout -> layouts.put(name, layout));
    }
    if (layouts.isEmpty()) {
      context
          .status(404)
          .contentType("text/plain; charset=utf-8")
          .result("no such series here: " + String.join(", ", question.names()) + "\n");
    }
    return layouts;
  }

  private Optional<SeriesLayout> layout(String name, Visibility sees) throws IOException {
    try {
      var path = MetricPath.parse(name);
      return sees.sees(path.text()) ? reader.layout(path) : Optional.empty();
    } catch (InvalidMetricPathException _) {
      return Optional.empty();
    } catch (CorruptSeriesException corrupt) {
      log.log(WARNING, "info of {0}: {1}", name, corrupt.getMessage());
      return Optional.empty();
    }
  }

  private static void write(Map<String, SeriesLayout> layouts, JsonGenerator json) {
    json.writeStartObject();
    json.writeArrayPropertyStart("metrics");
    layouts.forEach(
        (name, layout) -> {
          json.writeStartObject();
          json.writeStringProperty("name", name);
          json.writeStringProperty("consolidationFunc", InfoQuestion.method(layout));
          json.writeNumberProperty("maxRetention", layout.retentions().maxSeconds());
          json.writeNumberProperty("xFilesFactor", layout.xFilesFactor());
          json.writeArrayPropertyStart("retentions");
          for (var archive : layout.retentions().archives()) {
            json.writeStartObject();
            json.writeNumberProperty("secondsPerPoint", archive.secondsPerPoint());
            json.writeNumberProperty("numberOfPoints", archive.points());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
    json.writeEndArray();
    json.writeEndObject();
  }
}
