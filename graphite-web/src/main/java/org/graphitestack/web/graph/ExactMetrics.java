// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;

/// Text as vector formats measure it: nothing snaps to pixels. Thread-safe.
final class ExactMetrics implements TextMetrics {

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private final BundledFonts fonts;

  ExactMetrics(BundledFonts fonts) {
    this.fonts = fonts;
  }

  @Override
  public double width(String text, GraphFont font) {
    return fonts.awt(font).getStringBounds(text, CONTEXT).getWidth();
  }

  @Override
  public double ascent(GraphFont font) {
    return lineMetrics(font).getAscent();
  }

  @Override
  public double descent(GraphFont font) {
    return lineMetrics(font).getDescent();
  }

  @Override
  public double lineHeight(GraphFont font) {
    return ascent(font) + descent(font);
  }

  private LineMetrics lineMetrics(GraphFont font) {
    return fonts.awt(font).getLineMetrics("M", CONTEXT);
  }
}
