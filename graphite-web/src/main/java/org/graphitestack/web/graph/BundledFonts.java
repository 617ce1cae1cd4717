// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.openpdf.text.pdf.BaseFont;

/// DejaVu fonts out of this module's resources, so that a machine needs neither fonts nor
/// fontconfig.
///
/// Two things make that work. AWT's font manager is told by `sun.awt.fontconfig` to read a two-line
/// file instead of asking the system, since without fontconfig it refuses even fonts that are
/// loaded from a file. And nothing here or in the painter asks for a logical font ("SansSerif",
/// "Dialog"), because those are only looked for on the system.
///
/// Thread-safe.
final class BundledFonts implements TextMetrics {

  private static final String FONTCONFIG = "sun.awt.fontconfig";

  /// As text is painted: anti-aliased, whole-pixel advances.
  private static final FontRenderContext PIXELS = new FontRenderContext(null, true, false);

  private static final FontRenderContext FRACTIONS = new FontRenderContext(null, true, true);

  private static final String SANS = "DejaVuSans.ttf";
  private static final String SANS_BOLD = "DejaVuSans-Bold.ttf";
  private static final String SERIF = "DejaVuSerif.ttf";
  private static final String MONOSPACE = "DejaVuSansMono.ttf";

  private final Font sans = read(SANS);
  private final Font sansBold = read(SANS_BOLD);
  private final Font serif = read(SERIF);
  private final Font monospace = read(MONOSPACE);

  private BundledFonts() {}

  /// Loads the fonts. To be called before anything else of AWT is used.
  static synchronized BundledFonts load() {
    if (System.getProperty(FONTCONFIG) != null) {
      return new BundledFonts();
    }
    try {
      Path file = Files.createTempFile("graphite-fontconfig", ".properties");
      try {
        Files.writeString(file, "version=1\nsequence.allfonts=default\n");
        System.setProperty(FONTCONFIG, file.toString());
        var fonts = new BundledFonts();
        // measuring makes the font manager read the file, which it does only once
        fonts.width("", new GraphFont(GraphFont.Family.SANS, 10, false, false));
        return fonts;
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("font configuration cannot be written", e);
    }
  }

  private static Font read(String file) {
    try {
      return Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(bytes(file)));
    } catch (IOException | FontFormatException e) {
      throw new IllegalStateException("fonts/" + file + ": unreadable", e);
    }
  }

  private static byte[] bytes(String file) {
    try (var resource = BundledFonts.class.getResourceAsStream("fonts/" + file)) {
      if (resource == null) {
        throw new IllegalStateException("fonts/" + file + ": not in the jar");
      }
      return resource.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("fonts/" + file + ": unreadable", e);
    }
  }

  /// One of these fonts as a PDF holds it: with the glyphs that are used.
  BaseFont embedded(Font font) {
    String name = font.getFontName(Locale.ROOT);
    String file = SANS;
    if (name.contains("Mono")) {
      file = MONOSPACE;
    } else if (name.contains("Serif")) {
      file = SERIF;
    } else if (name.contains("Bold")) {
      file = SANS_BOLD;
    }
    try {
      // not cached by OpenPDF: a cached one would collect glyphs of all documents
      return BaseFont.createFont(
          file, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, bytes(file), null);
    } catch (IOException e) {
      throw new UncheckedIOException("fonts/" + file + ": unreadable", e);
    }
  }

  /// The font to draw with. Bold of serif and monospace, and every italic, are made by AWT.
  Font awt(GraphFont font) {
    int slant = font.italic() ? Font.ITALIC : Font.PLAIN;
    int weight = font.bold() ? Font.BOLD : Font.PLAIN;
    return switch (font.family()) {
      case SANS -> (font.bold() ? sansBold : sans).deriveFont(slant, font.size());
      case SERIF -> serif.deriveFont(slant | weight, font.size());
      case MONOSPACE -> monospace.deriveFont(slant | weight, font.size());
    };
  }

  @Override
  public double width(String text, GraphFont font) {
    return awt(font).getStringBounds(text, PIXELS).getWidth();
  }

  @Override
  public double ascent(GraphFont font) {
    return Math.ceil(lineMetrics(font).getAscent());
  }

  @Override
  public double descent(GraphFont font) {
    return Math.ceil(lineMetrics(font).getDescent());
  }

  @Override
  public double lineHeight(GraphFont font) {
    LineMetrics metrics = lineMetrics(font);
    return Math.rint(metrics.getAscent() + metrics.getDescent());
  }

  private LineMetrics lineMetrics(GraphFont font) {
    return awt(font).getLineMetrics("Mg", FRACTIONS);
  }
}
