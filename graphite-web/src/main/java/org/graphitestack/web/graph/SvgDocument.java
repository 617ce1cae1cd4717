// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// An SVG file as Graphite writes it: all parts in a group of class `graphite`, and a script at the
/// end that sets `metadata` to what is shown, for the page the file is put into.
final class SvgDocument {

  private static final JsonFactory JSON = new JsonFactory();

  private SvgDocument() {}

  static byte[] of(GraphDefinition graph, GraphPainter painter) {
    var graphics = new SvgGraphics();
    painter.paint(graph, graphics);
    String document =
        String.format(
            Locale.ROOT,
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" width="%1$dpx" height="%2$dpx" viewBox="0 0 %1$d %2$d" version="1.1">
            <g class="graphite">
            %3$s</g>
            <script>
              <![CDATA[
                metadata = %4$s
              ]]>
            </script>
            </svg>
            """,
            graph.width(),
            graph.height(),
            graphics.finish(),
            graph instanceof LineGraph lines ? metadata(lines) : "{}");
    return document.getBytes(StandardCharsets.UTF_8);
  }

  /// JSON without a tag, and that does not end its CDATA section, whatever names hold: the file may
  /// be put into a page.
  private static String metadata(LineGraph graph) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      write(json, "x", Map.of("start", graph.time().start(), "end", graph.time().end()));
      write(json, "options", Map.of("lineWidth", graph.facts().lineWidth()));
      writeFont(json, graph.facts().font());
      PlotArea area = graph.area();
      json.writeObjectPropertyStart("area");
      json.writeNumberProperty("xmin", area.left());
      json.writeNumberProperty("xmax", area.right());
      json.writeNumberProperty("ymin", area.top());
      json.writeNumberProperty("ymax", area.bottom());
      json.writeEndObject();
      json.writeArrayPropertyStart("series");
      graph.facts().series().forEach(series -> writeSeries(json, series));
      json.writeEndArray();
      if (graph.right() == null) {
        writeAxis(json, graph.left().scale(), graph.facts().yLabels());
      }
      json.writeEndObject();
    }
    return text.toString().replace("]]>", "]]\\u003e").replace("<", "\\u003c");
  }

  private static void writeFont(JsonGenerator json, GraphFont font) {
    json.writeObjectPropertyStart("font");
    json.writeStringProperty("name", font.family().fontconfigName());
    json.writeNumberProperty("size", font.size());
    json.writeBooleanProperty("bold", font.bold());
    json.writeBooleanProperty("italic", font.italic());
    json.writeEndObject();
  }

  private static void writeSeries(JsonGenerator json, GraphFacts.Series series) {
    json.writeStartObject();
    json.writeStringProperty("name", series.name());
    json.writeNumberProperty("start", series.start());
    json.writeNumberProperty("end", series.end());
    json.writeNumberProperty("step", series.step());
    json.writeNumberProperty("valuesPerPoint", series.valuesPerPoint());
    json.writeStringProperty("color", series.color());
    json.writeArrayPropertyStart("data");
    for (double value : series.data()) {
      writeNumber(json, value);
    }
    json.writeEndArray();
    write(json, "options", series.options());
    json.writeEndObject();
  }

  private static void writeAxis(JsonGenerator json, YScale scale, List<String> labels) {
    json.writeObjectPropertyStart("y");
    json.writeName("top");
    writeNumber(json, scale.top());
    json.writeName("bottom");
    writeNumber(json, scale.bottom());
    json.writeName("step");
    writeNumber(json, scale.step());
    json.writeArrayPropertyStart("labels");
    labels.forEach(json::writeString);
    json.writeEndArray();
    json.writeArrayPropertyStart("labelValues");
    scale.labels().forEach(value -> writeNumber(json, value));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, Map<String, ?> values) {
    json.writeObjectPropertyStart(name);
    new TreeMap<>(values)
        .forEach(
            (key, value) -> {
              json.writeName(key);
              switch (value) {
                case Boolean flag -> json.writeBoolean(flag);
                case Number number -> writeNumber(json, number.doubleValue());
                default -> json.writeString(value.toString());
              }
            });
    json.writeEndObject();
  }

  /// Whole numbers without a fraction, and null for what JSON has no number for.
  private static void writeNumber(JsonGenerator json, double value) {
    if (!Double.isFinite(value)) {
      json.writeNull();
    } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      json.writeNumber((long) value);
    } else {
      json.writeNumber(value);
    }
  }
}
