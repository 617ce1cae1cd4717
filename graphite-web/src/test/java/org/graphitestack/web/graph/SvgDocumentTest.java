// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.graphitestack.web.series.TimeSeries;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class SvgDocumentTest {

  private static final GraphRenderer RENDERER = GraphRenderer.create();
  private static final Pattern METADATA = Pattern.compile("metadata = (.*)\n");

  private static String svg(List<TimeSeries> series, String parameters) {
    var picture =
        RENDERER.lines(series, Layouts.parse("format=svg&" + parameters), ZoneOffset.UTC, 0, 0);
    assertThat(picture.contentType()).isEqualTo("image/svg+xml");
    return new String(picture.bytes(), StandardCharsets.UTF_8);
  }

  private static Document parsed(String svg) throws Exception {
    var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    return builder.parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonNode metadata(String svg) {
    var matcher = METADATA.matcher(svg);
    assertThat(matcher.find()).isTrue();
    return new ObjectMapper().readTree(matcher.group(1));
  }

  private static List<String> texts(Document document) {
    var texts = new ArrayList<String>();
    var elements = document.getElementsByTagName("text");
    for (int i = 0; i < elements.getLength(); i++) {
      texts.add(elements.item(i).getTextContent());
    }
    return texts;
  }

  @Test
  void svg_root_hasTheSizeInPixels() throws Exception {
    Element root =
        parsed(svg(List.of(SampleSeries.ramp("a")), "width=500&height=300")).getDocumentElement();

    assertThat(root.getAttribute("width")).isEqualTo("500px");
    assertThat(root.getAttribute("height")).isEqualTo("300px");
    assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 500 300");
  }

  @Test
  void svg_parts_areGroupsWithGraphitesClasses() throws Exception {
    var right = SampleSeries.ramp("b").withDrawing("secondYAxis", true);

    var document =
        parsed(
            svg(
                List.of(SampleSeries.ramp("a"), right),
                "width=500&title=t&vtitle=v&vtitleRight=r"));

    var classes = new ArrayList<String>();
    var groups = document.getElementsByTagName("g");
    for (int i = 0; i < groups.getLength(); i++) {
      classes.add(((Element) groups.item(i)).getAttribute("class"));
    }
    assertThat(classes)
        .startsWith("graphite")
        .contains("title", "vtitle", "vtitleRight", "legend", "axes", "grid", "lines");
  }

  @Test
  void svg_labels_areText() throws Exception {
    var texts = texts(parsed(svg(List.of(SampleSeries.ramp("a & b")), "title=<Title>")));

    assertThat(texts).contains("a & b", "<Title>", "20.0", "100.0", "07:20");
  }

  @Test
  void svg_metadata_saysWhatIsShown() {
    var json = metadata(svg(List.of(SampleSeries.of("a.b", 1, SampleSeries.NULL, 100)), "-=-"));

    assertThat(json)
        .hasToString(
            "{\"x\":{\"end\":1300000140,\"start\":1300000020},\"options\":{\"lineWidth\":1.2},"
                + "\"font\":{\"name\":\"Sans\",\"size\":10,\"bold\":false,\"italic\":false},"
                + "\"area\":"
                + json.get("area")
                + ",\"series\":[{\"name\":\"a.b\",\"start\":1300000020,\"end\":1300000200,"
                + "\"step\":60,\"valuesPerPoint\":1,\"color\":\"blue\",\"data\":[1,null,100],"
                + "\"options\":{}}],\"y\":{\"top\":100,\"bottom\":0,\"step\":20,"
                + "\"labels\":[\"0 \",\"20.0 \",\"40.0 \",\"60.0 \",\"80.0 \",\"100.0 \"],"
                + "\"labelValues\":[0,20,40,60,80,100]}}");
    assertThat(json.get("area").get("xmin").asDouble()).isBetween(42.4, 42.5);
    assertThat(json.get("area").get("ymax").asDouble()).isBetween(203.7, 203.9);
  }

  @Test
  void svg_areaWithoutOutline_isNotInTheMetadata() {
    var stacked = SampleSeries.ramp("a").withDrawing("stacked", true);

    var json = metadata(svg(List.of(stacked, SampleSeries.ramp("b")), "-=-"));

    assertThat(json.get("series")).hasSize(1);
    assertThat(json.get("series").get(0).get("name").asString()).isEqualTo("b");
    assertThat(metadata(svg(List.of(stacked), "areaAlpha=0.5")).get("series")).hasSize(1);
  }

  @Test
  void svg_twoAxes_hasNoAxisInTheMetadata() {
    var right = SampleSeries.ramp("b").withDrawing("secondYAxis", true);

    assertThat(metadata(svg(List.of(SampleSeries.ramp("a"), right), "-=-")).has("y")).isFalse();
  }

  @Test
  void svg_noData_hasEmptyMetadata() {
    assertThat(svg(List.of(), "-=-")).contains("metadata = {}\n");
  }

  @Test
  void svg_nameThatEndsAScript_staysAName() throws Exception {
    String name = "]]></script><script>alert(1)</script>\u0001";

    String svg = svg(List.of(SampleSeries.ramp(name)), "-=-");

    assertThat(parsed(svg).getElementsByTagName("script").getLength()).isEqualTo(1);
    assertThat(Pattern.compile("</script").matcher(svg).results()).hasSize(1);
    assertThat(metadata(svg).get("series").get(0).get("name").asString()).isEqualTo(name);
  }

  @Test
  void svg_lines_areClippedToThePlotArea() throws Exception {
    var document = parsed(svg(List.of(SampleSeries.ramp("a")), "yMax=50"));

    var clips = document.getElementsByTagName("clipPath");
    assertThat(clips.getLength()).isEqualTo(1);
    var id = ((Element) clips.item(0)).getAttribute("id");
    var paths = document.getElementsByTagName("path");
    var last = (Element) paths.item(paths.getLength() - 1);
    assertThat(last.getAttribute("stroke")).isEqualTo("#6464ff");
    assertThat(last.getAttribute("clip-path")).isEqualTo("url(#" + id + ")");
  }

  @Test
  void svg_pie_isDrawnWithTextLabels() throws Exception {
    var slices =
        List.<PieSlice>of(new PieSlice.OfNumber("one", 1), new PieSlice.OfNumber("two", 3));

    var picture = RENDERER.pie(slices, Map.of("format", "svg"), ZoneOffset.UTC);

    var svg = new String(picture.bytes(), StandardCharsets.UTF_8);
    assertThat(texts(parsed(svg))).containsExactly("one", "two", "%25.00", "%75.00");
    assertThat(svg).contains("<g class=\"pie\">", "metadata = {}");
  }
}
