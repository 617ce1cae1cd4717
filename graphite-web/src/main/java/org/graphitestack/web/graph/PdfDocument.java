// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Font;
import java.awt.Graphics2D;
import java.io.ByteArrayOutputStream;
import org.openpdf.text.Document;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.FontMapper;
import org.openpdf.text.pdf.PdfWriter;

/// A PDF file of one page that is as many points wide and high as the graph has pixels. The fonts
/// are in it, as far as their letters are used.
final class PdfDocument {

  /// The bundled fonts, as OpenPDF embeds them. Neither it nor this looks at fonts of the machine.
  private record EmbeddedFonts(BundledFonts fonts) implements FontMapper {

    @Override
    public BaseFont awtToPdf(Font font) {
      return fonts.embedded(font);
    }

    @Override
    public Font pdfToAwt(BaseFont font, int size) {
      throw new UnsupportedOperationException("a font out of a PDF");
    }
  }

  private PdfDocument() {}

  static byte[] of(GraphDefinition graph, GraphPainter painter, BundledFonts fonts) {
    var out = new ByteArrayOutputStream();
    var page = new Rectangle(graph.width(), graph.height());
    try (var document = new Document(page, 0, 0, 0, 0)) {
      var writer = PdfWriter.getInstance(document, out);
      document.open();
      Graphics2D graphics =
          writer
              .getDirectContent()
              .createGraphics(graph.width(), graph.height(), new EmbeddedFonts(fonts));
      try {
        painter.paint(graph, graphics);
      } finally {
        graphics.dispose();
      }
    }
    return out.toByteArray();
  }
}
