// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundledFontsTest {

  private static final GraphFont SANS = new GraphFont(GraphFont.Family.SANS, 10, false, false);

  @TempDir private Path noFonts;

  private record Run(int status, String output) {}

  /// Runs [FontlessMachine] in a JVM that looks for fonts in an empty folder.
  private Run runWithoutFonts(String what) throws IOException, InterruptedException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Dsun.java2d.fontpath=" + noFonts,
                "-cp",
                classPath,
                FontlessMachine.class.getName(),
                what)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }

  @Test
  void png_machineWithoutFonts_drawsTheSamePicture() throws Exception {
    int here = Arrays.hashCode(FontlessMachine.picture(GraphRenderer.create()));

    Run run = runWithoutFonts("graph");

    assertThat(run.output()).contains("hash " + here);
    assertThat(run.status()).isZero();
  }

  /// Proves that the test above would notice a logical font.
  @Test
  void logicalFont_machineWithoutFonts_fails() throws Exception {
    Run run = runWithoutFonts("logical");

    assertThat(run.status()).isNotZero();
    assertThat(run.output()).contains("No physical fonts found");
  }

  @Test
  void metrics_sans10_areTheReferencesWholePixels() {
    var fonts = BundledFonts.load();

    assertThat(fonts.ascent(SANS)).isEqualTo(10);
    assertThat(fonts.descent(SANS)).isEqualTo(3);
    assertThat(fonts.lineHeight(SANS)).isEqualTo(12);
    assertThat(fonts.width("100.0 ", SANS)).isEqualTo(30);
  }

  @ParameterizedTest
  @CsvSource({
    "Sans, SANS",
    "DejaVu Sans, SANS",
    "sans-serif, SANS",
    "Serif, SERIF",
    "Times New Roman, SERIF",
    "Monospace, MONOSPACE",
    "DejaVu Sans Mono, MONOSPACE",
    "Courier, MONOSPACE",
    "Comic Neue, SANS",
  })
  void family_name_isTheNearestBundledOne(String name, GraphFont.Family family) {
    assertThat(GraphFont.Family.of(name)).isEqualTo(family);
  }

  @Test
  void awt_styles_areDrawnDifferently() {
    var fonts = BundledFonts.load();

    for (GraphFont.Family family : GraphFont.Family.values()) {
      var plain = fonts.awt(new GraphFont(family, 10, false, false));
      assertThat(fonts.awt(new GraphFont(family, 10, true, false))).isNotEqualTo(plain);
      assertThat(fonts.awt(new GraphFont(family, 10, false, true)).isItalic()).isTrue();
    }
  }
}
