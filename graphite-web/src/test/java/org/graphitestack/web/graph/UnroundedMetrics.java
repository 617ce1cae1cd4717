// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.font.FontRenderContext;

/// Text as vector graphics measure it: nothing snaps to pixels. The reference's plot areas were
/// recorded from its SVG output.
final class UnroundedMetrics implements TextMetrics {

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private final BundledFonts fonts = BundledFonts.load();

  @Override
  public double width(String text, GraphFont font) {
    return fonts.awt(font).getStringBounds(text, CONTEXT).getWidth();
  }

  @Override
  public double ascent(GraphFont font) {
    return fonts.awt(font).getLineMetrics("M", CONTEXT).getAscent();
  }

  @Override
  public double descent(GraphFont font) {
    return fonts.awt(font).getLineMetrics("M", CONTEXT).getDescent();
  }

  @Override
  public double lineHeight(GraphFont font) {
    return ascent(font) + descent(font);
  }
}
