// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

class PdfDocumentTest {

  private static final GraphRenderer RENDERER = GraphRenderer.create();

  private static byte[] pdf(String parameters) {
    var left = SampleSeries.ramp("servers.web1").withDrawing("alpha", 0.5);
    var right = SampleSeries.ramp("servers.web2").withDrawing("secondYAxis", true);
    var picture =
        RENDERER.lines(
            List.of(left, right), Layouts.parse("format=pdf&" + parameters), ZoneOffset.UTC, 0, 0);
    assertThat(picture.contentType()).isEqualTo("application/x-pdf");
    return picture.bytes();
  }

  @Test
  void pdf_page_hasAPointPerPixel() throws IOException {
    try (var reader = new PdfReader(pdf("width=500&height=300"))) {
      assertThat(reader.getNumberOfPages()).isEqualTo(1);
      assertThat(reader.getPageSize(1).getWidth()).isEqualTo(500);
      assertThat(reader.getPageSize(1).getHeight()).isEqualTo(300);
    }
  }

  @Test
  void pdf_labels_areText() throws IOException {
    try (var reader = new PdfReader(pdf("width=500&title=Übersicht&vtitle=percent"))) {
      assertThat(new PdfTextExtractor(reader).getTextFromPage(1))
          .contains("Übersicht", "servers.web1", "100.0", "07:20");
    }
  }

  @Test
  void pdf_fonts_areEmbeddedWithTheGlyphsUsed() {
    byte[] pdf = pdf("width=500&title=bold&fontBold=true");

    var text = new String(pdf, StandardCharsets.ISO_8859_1);
    assertThat(Pattern.compile("/FontFile2").matcher(text).results()).isNotEmpty();
    assertThat(text).doesNotContain("/Helvetica");
    assertThat(pdf.length).isLessThan(100_000);
  }

  @Test
  void pdf_pie_isDrawn() throws IOException {
    var slices =
        List.<PieSlice>of(new PieSlice.OfNumber("one", 1), new PieSlice.OfNumber("two", 3));

    byte[] pdf =
        RENDERER
            .pie(slices, Map.of("format", "pdf", "pieLabels", "rotated"), ZoneOffset.UTC)
            .bytes();

    try (var reader = new PdfReader(pdf)) {
      assertThat(new PdfTextExtractor(reader).getTextFromPage(1)).contains("one", "two");
    }
  }
}
