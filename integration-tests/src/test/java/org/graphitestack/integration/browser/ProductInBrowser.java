// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.graphitestack.integration.GraphiteProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// One product and one browser for all tests of a class. A test fails if its page complained, on
/// the console or in the network. One class at a time: a browser keeps a core busy.
@Tag("peers")
@ResourceLock("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProductInBrowser {

  @TempDir static Path folder;
  GraphiteProcess graphite;
  Chromium browser;

  @BeforeAll
  void open() throws IOException {
    var home = folder.resolve("home");
    prepare(home);
    graphite = GraphiteProcess.run(home, flags());
    browser = Chromium.open(folder.resolve("profile"));
  }

  /// What the product is started with.
  String[] flags() {
    return new String[0];
  }

  /// What is to be in the home before the product starts.
  ///
  /// @param home not there yet, unless this makes it
  void prepare(Path home) throws IOException {
    // usually nothing
  }

  URI page(String rest) {
    return URI.create(graphite.web().toString().replaceFirst("/$", "") + "/" + rest);
  }

  /// The text of a file beside this class.
  static String resource(String name) {
    try (var stream = ProductInBrowser.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /// Photographs the page, and notes what is wrong with it for whoever sees badly, has no mouse, or
  /// a small window.
  ///
  /// @return what was measured
  Map<?, ?> care(String name, SoftAssertions softly) throws IOException {
    browser.photograph("care-" + name);
    var found = (Map<?, ?>) Objects.requireNonNull(browser.runAsync(resource("page-care.js")));
    assertThat(found).as(name).hasSize(8);
    found.forEach(
        (subject, what) -> {
          if (what instanceof List<?> list) {
            softly.assertThat(list).as("%s: %s", name, subject).isEmpty();
          }
        });
    return found;
  }

  @AfterAll
  void stop() throws IOException {
    try (var closing = graphite) {
      assertThat(closing).isNotNull();
      browser.close();
    }
  }

  @BeforeEach
  void forgetComplaints() {
    browser.complaints();
  }

  @AfterEach
  void noComplaints() {
    assertThat(browser.complaints()).isEmpty();
  }
}
