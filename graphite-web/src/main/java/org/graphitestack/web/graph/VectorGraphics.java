// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.GraphicsConfiguration;
import java.awt.Image;
import java.awt.Paint;
import java.awt.Polygon;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.BufferedImageOp;
import java.awt.image.ImageObserver;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.text.AttributedCharacterIterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The half of a Graphics2D that is the same for every format of shapes and text: its state, and
/// everything that is a shape in the end. Images and what reads pixels are not supported, since no
/// graph has them.
///
/// Long because Graphics2D is.
abstract class VectorGraphics extends Graphics2D {

  private static final FontRenderContext FRACTIONS = new FontRenderContext(null, true, true);

  private final RenderingHints hints = new RenderingHints(null);
  private final AffineTransform transform = new AffineTransform();
  private Paint paint = Color.BLACK;
  private Color background = Color.WHITE;
  private Stroke stroke = new BasicStroke(1);
  private Composite composite = AlphaComposite.SrcOver;
  private @Nullable Font font;
  private @Nullable Shape clip;

  /// Fills what has been transformed already.
  abstract void fillShape(Shape shape, Color color);

  /// Strokes what has been transformed already.
  abstract void strokeShape(Shape shape, BasicStroke stroke, Color color);

  /// Writes text at a baseline that has not been transformed.
  abstract void writeText(String text, double x, double y, Font font, Color color);

  /// The clip, transformed; null for none.
  @Nullable Shape deviceClip() {
    return clip;
  }

  private Color color() {
    Color color = (Color) paint;
    double opacity = composite instanceof AlphaComposite alpha ? alpha.getAlpha() : 1;
    return opacity == 1
        ? color
        : GraphColors.withOpacity(color, opacity * color.getAlpha() / 255.0);
  }

  private Shape transformed(Shape shape) {
    return transform.isIdentity() ? shape : transform.createTransformedShape(shape);
  }

  @Override
  public final void draw(Shape shape) {
    if (stroke instanceof BasicStroke basic) {
      strokeShape(transformed(shape), basic, color());
    } else {
      fill(stroke.createStrokedShape(shape));
    }
  }

  @Override
  public final void fill(Shape shape) {
    fillShape(transformed(shape), color());
  }

  @Override
  public final void drawString(String text, float x, float y) {
    writeText(text, x, y, getFont(), color());
  }

  @Override
  public final void drawString(String text, int x, int y) {
    drawString(text, (float) x, (float) y);
  }

  @Override
  public final void drawString(AttributedCharacterIterator iterator, int x, int y) {
    throw unsupported("text with attributes");
  }

  @Override
  public final void drawString(AttributedCharacterIterator iterator, float x, float y) {
    throw unsupported("text with attributes");
  }

  @Override
  public final void drawGlyphVector(GlyphVector glyphs, float x, float y) {
    fill(glyphs.getOutline(x, y));
  }

  @Override
  public final void drawLine(int x1, int y1, int x2, int y2) {
    draw(new Line2D.Double(x1, y1, x2, y2));
  }

  @Override
  public final void fillRect(int x, int y, int width, int height) {
    fill(new Rectangle(x, y, width, height));
  }

  @Override
  public final void clearRect(int x, int y, int width, int height) {
    fillShape(transformed(new Rectangle(x, y, width, height)), background);
  }

  @Override
  public final void drawRoundRect(int x, int y, int width, int height, int arcW, int arcH) {
    draw(new RoundRectangle2D.Double(x, y, width, height, arcW, arcH));
  }

  @Override
  public final void fillRoundRect(int x, int y, int width, int height, int arcW, int arcH) {
    fill(new RoundRectangle2D.Double(x, y, width, height, arcW, arcH));
  }

  @Override
  public final void drawOval(int x, int y, int width, int height) {
    draw(new Ellipse2D.Double(x, y, width, height));
  }

  @Override
  public final void fillOval(int x, int y, int width, int height) {
    fill(new Ellipse2D.Double(x, y, width, height));
  }

  @Override
  public final void drawArc(int x, int y, int width, int height, int start, int extent) {
    draw(new Arc2D.Double(x, y, width, height, start, extent, Arc2D.OPEN));
  }

  @Override
  public final void fillArc(int x, int y, int width, int height, int start, int extent) {
    fill(new Arc2D.Double(x, y, width, height, start, extent, Arc2D.PIE));
  }

  @Override
  public final void drawPolyline(int[] x, int[] y, int count) {
    if (count > 0) {
      var path = new Path2D.Double();
      path.moveTo(x[0], y[0]);
      for (int i = 1; i < count; i++) {
        path.lineTo(x[i], y[i]);
      }
      draw(path);
    }
  }

  @Override
  public final void drawPolygon(int[] x, int[] y, int count) {
    draw(new Polygon(x, y, count));
  }

  @Override
  public final void fillPolygon(int[] x, int[] y, int count) {
    fill(new Polygon(x, y, count));
  }

  @Override
  public final void setPaint(@Nullable Paint changed) {
    if (changed instanceof Color) {
      paint = changed;
    } else if (changed != null) {
      throw unsupported("a paint that is no colour");
    }
  }

  @Override
  public final Paint getPaint() {
    return paint;
  }

  @Override
  public final Color getColor() {
    return (Color) paint;
  }

  @Override
  public final void setColor(@Nullable Color changed) {
    setPaint(changed);
  }

  @Override
  public final void setPaintMode() {
    composite = AlphaComposite.SrcOver;
  }

  @Override
  public final void setXORMode(Color color) {
    throw unsupported("exclusive or");
  }

  @Override
  public final void setComposite(Composite changed) {
    composite = changed;
  }

  @Override
  public final Composite getComposite() {
    return composite;
  }

  @Override
  public final void setStroke(Stroke changed) {
    stroke = changed;
  }

  @Override
  public final Stroke getStroke() {
    return stroke;
  }

  @Override
  public final void setBackground(Color changed) {
    background = changed;
  }

  @Override
  public final Color getBackground() {
    return background;
  }

  @Override
  public final Font getFont() {
    if (font == null) {
      throw new IllegalStateException("no font was set (expected: one of the bundled)");
    }
    return font;
  }

  @Override
  public final void setFont(@Nullable Font changed) {
    font = changed == null ? font : changed;
  }

  @Override
  public final FontMetrics getFontMetrics(Font changed) {
    throw unsupported("font metrics (expected: those of the definition)");
  }

  @Override
  public final FontRenderContext getFontRenderContext() {
    return FRACTIONS;
  }

  @Override
  public final void setRenderingHint(RenderingHints.Key key, Object value) {
    hints.put(key, value);
  }

  @Override
  public final @Nullable Object getRenderingHint(RenderingHints.Key key) {
    return hints.get(key);
  }

  @Override
  public final void setRenderingHints(Map<?, ?> changed) {
    hints.clear();
    hints.putAll(changed);
  }

  @Override
  public final void addRenderingHints(Map<?, ?> more) {
    hints.putAll(more);
  }

  @Override
  public final RenderingHints getRenderingHints() {
    return (RenderingHints) hints.clone();
  }

  @Override
  public final void translate(int x, int y) {
    transform.translate(x, y);
  }

  @Override
  public final void translate(double x, double y) {
    transform.translate(x, y);
  }

  @Override
  public final void rotate(double angle) {
    transform.rotate(angle);
  }

  @Override
  public final void rotate(double angle, double x, double y) {
    transform.rotate(angle, x, y);
  }

  @Override
  public final void scale(double x, double y) {
    transform.scale(x, y);
  }

  @Override
  public final void shear(double x, double y) {
    transform.shear(x, y);
  }

  @Override
  public final void transform(AffineTransform more) {
    transform.concatenate(more);
  }

  @Override
  public final void setTransform(AffineTransform changed) {
    transform.setTransform(changed);
  }

  @Override
  public final AffineTransform getTransform() {
    return new AffineTransform(transform);
  }

  @Override
  public final void clip(Shape more) {
    Shape added = transformed(more);
    if (clip == null) {
      clip = added;
    } else if (clip instanceof Rectangle2D before && added instanceof Rectangle2D rectangle) {
      clip = before.createIntersection(rectangle);
    } else {
      var both = new Area(clip);
      both.intersect(new Area(added));
      clip = both;
    }
  }

  @Override
  public final void clipRect(int x, int y, int width, int height) {
    clip(new Rectangle(x, y, width, height));
  }

  @Override
  public final void setClip(int x, int y, int width, int height) {
    setClip(new Rectangle(x, y, width, height));
  }

  @Override
  public final void setClip(@Nullable Shape changed) {
    clip = changed == null ? null : transformed(changed);
  }

  @Override
  public final @Nullable Shape getClip() {
    if (clip == null || transform.isIdentity()) {
      return clip;
    }
    throw unsupported("the clip within a transform");
  }

  @Override
  public final @Nullable Rectangle getClipBounds() {
    Shape shape = getClip();
    return shape == null ? null : shape.getBounds();
  }

  @Override
  public final boolean hit(Rectangle rectangle, Shape shape, boolean onStroke) {
    throw unsupported("to hit");
  }

  @Override
  public final Graphics create() {
    throw unsupported("a copy");
  }

  @Override
  public final void copyArea(int x, int y, int width, int height, int dx, int dy) {
    throw unsupported("to copy pixels");
  }

  @Override
  public final GraphicsConfiguration getDeviceConfiguration() {
    throw unsupported("a device");
  }

  @Override
  public final boolean drawImage(Image image, AffineTransform to, ImageObserver observer) {
    throw unsupported("an image");
  }

  @Override
  public final void drawImage(BufferedImage image, BufferedImageOp operation, int x, int y) {
    throw unsupported("an image");
  }

  @Override
  public final void drawRenderedImage(RenderedImage image, AffineTransform to) {
    throw unsupported("an image");
  }

  @Override
  public final void drawRenderableImage(RenderableImage image, AffineTransform to) {
    throw unsupported("an image");
  }

  @Override
  public final boolean drawImage(Image image, int x, int y, ImageObserver observer) {
    throw unsupported("an image");
  }

  @Override
  public final boolean drawImage(
      Image image, int x, int y, int width, int height, ImageObserver observer) {
    throw unsupported("an image");
  }

  @Override
  public final boolean drawImage(Image image, int x, int y, Color behind, ImageObserver observer) {
    throw unsupported("an image");
  }

  @Override
  public final boolean drawImage(
      Image image, int x, int y, int width, int height, Color behind, ImageObserver observer) {
    throw unsupported("an image");
  }

  @Override
  public final boolean drawImage(
      Image image,
      int dx1,
      int dy1,
      int dx2,
      int dy2,
      int sx1,
      int sy1,
      int sx2,
      int sy2,
      ImageObserver observer) {
    throw unsupported("an image");
  }

  @Override
  public final boolean drawImage(
      Image image,
      int dx1,
      int dy1,
      int dx2,
      int dy2,
      int sx1,
      int sy1,
      int sx2,
      int sy2,
      Color behind,
      ImageObserver observer) {
    throw unsupported("an image");
  }

  @Override
  public void dispose() {
    // nothing is held
  }

  private static UnsupportedOperationException unsupported(String what) {
    return new UnsupportedOperationException(what + " (expected: shapes and plain text)");
  }
}
