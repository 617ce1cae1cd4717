// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.graphitestack.web.graph.GraphRenderer;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.render.RenderRequest;
import org.graphitestack.web.render.SampleSeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `docs/functions.md` and its pictures are what the functions say and do. With
/// `-Dfunctions.bless=true` they are written instead of compared.
final class FunctionsPageTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Path PAGE = DOCS.resolve("functions.md");
  private static final boolean BLESS = Boolean.getBoolean("functions.bless");

  private static final int COLUMNS = 4;
  private static final int WIDTH = 190;
  private static final int HEIGHT = 96;

  /// Letters are a little otherwise on another Java; a line that runs elsewhere is not.
  private static final double MOST_DIFFERENCE = 0.03;

  private static final FunctionRegistry FUNCTIONS = FunctionRegistry.create();
  private static final GraphRenderer RENDERER = GraphRenderer.create();

  @Test
  void page_isWhatTheFunctionsSay() throws IOException {
    var page = page();

    if (BLESS) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("%s (mvn test with -Dfunctions.bless=true -Dtest=FunctionsPageTest writes it)", PAGE)
        .isEqualTo(page);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void sheet_isWhatTheFunctionsDraw(FunctionGroup group) throws IOException {
    var drawn = sheet(signatures(group));
    var file = DOCS.resolve(picture(group));

    if (BLESS) {
      Files.createDirectories(file.getParent());
      ImageIO.write(drawn, "png", file.toFile());
    }
    assertThat(difference(drawn, ImageIO.read(file.toFile())))
        .as("%s (found: share of pixels that differ)", file)
        .isLessThan(MOST_DIFFERENCE);
  }

  private static List<Signature> signatures(FunctionGroup group) {
    return FUNCTIONS.functions().values().stream()
        .distinct()
        .map(RenderFunction::signature)
        .filter(signature -> signature.group() == group)
        .sorted(Comparator.comparing(signature -> signature.names().getFirst()))
        .toList();
  }

  private static String picture(FunctionGroup group) {
    return "images/functions/" + group.title().toLowerCase(Locale.ROOT).replace(' ', '-') + ".png";
  }

  private static String page() {
    var page = new StringBuilder();
    page.append(
        """
        # Functions

        What can be in a target, by the groups of the menu. Each picture is the first example beside it, over the same hour of sample \
        series. Written by `FunctionsPageTest` from what the functions say of themselves, which `/functions` serves too; *addition* \
        marks what graphite-web does not have. How targets are read: [render.md](render.md).
        """);
    for (var group : FunctionGroup.values()) {
      page.append("\n## ").append(group.title()).append("\n\n![");
      page.append(group.title()).append("](").append(picture(group));
      page.append(")\n\n| function | does | example |\n|---|---|---|\n");
      signatures(group).forEach(signature -> page.append(row(signature)));
    }
    return page.toString();
  }

  private static String row(Signature signature) {
    var shown = FUNCTIONS.descriptions();
    var calls = new ArrayList<String>();
    for (var name : signature.names()) {
      var call = "`" + Objects.requireNonNull(shown.get(name)).get("function") + "`";
      calls.add(signature.additions().contains(name) ? call + " *addition*" : call);
    }
    return "| %s | %s | `%s` |\n"
        .formatted(
            cell(String.join("<br>", calls)),
            cell(signature.description()),
            cell(signature.examples().getFirst()));
  }

  private static String cell(String text) {
    return text.strip().replace("|", "\\|").replaceAll("\\s*\\n\\s*", " ");
  }

  private static BufferedImage sheet(List<Signature> signatures) throws IOException {
    var rows = (signatures.size() + COLUMNS - 1) / COLUMNS;
    var sheet = new BufferedImage(WIDTH * COLUMNS, HEIGHT * rows, BufferedImage.TYPE_BYTE_INDEXED);
    var pen = sheet.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    for (var i = 0; i < signatures.size(); i++) {
      pen.drawImage(
          drawn(signatures.get(i)), i % COLUMNS * WIDTH + 1, i / COLUMNS * HEIGHT + 1, null);
    }
    pen.dispose();
    return sheet;
  }

  private static BufferedImage drawn(Signature signature) throws IOException {
    var samples = new SampleSeries();
    var from = SampleSeries.NOW - 3600;
    try (var engine =
        RenderEngine.open(
            samples, samples, samples, FUNCTIONS, RenderEngine.Settings.DEFAULT, () -> 0L)) {
      var series =
          engine.render(
              new RenderRequest(
                  List.of(signature.examples().getFirst()),
                  from,
                  SampleSeries.NOW,
                  SampleSeries.NOW,
                  ZoneOffset.UTC,
                  0,
                  Map.of()));
      var parameters =
          Map.of(
              "width", String.valueOf(WIDTH - 2),
              "height", String.valueOf(HEIGHT - 2),
              "title", signature.names().getFirst(),
              "fontSize", "8",
              "hideLegend", "true",
              "hideAxes", "true",
              "bgcolor", "white",
              "fgcolor", "black");
      var png = RENDERER.lines(series, parameters, ZoneOffset.UTC, from, SampleSeries.NOW).bytes();
      return ImageIO.read(new ByteArrayInputStream(png));
    }
  }

  private static double difference(BufferedImage one, BufferedImage other) {
    if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
      return 1;
    }
    var differ = 0;
    for (var y = 0; y < one.getHeight(); y++) {
      for (var x = 0; x < one.getWidth(); x++) {
        var difference =
            Math.abs((one.getRGB(x, y) >> 8 & 0xff) - (other.getRGB(x, y) >> 8 & 0xff));
        if (difference > 64) {
          differ++;
        }
      }
    }
    return (double) differ / one.getWidth() / one.getHeight();
  }
}
