// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.graphitestack.integration.GraphiteProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/// The page at `/`, used as a person uses it. One product and one browser serve all tests; pictures
/// of what they saw lie in `target/page/`.
class PageTest extends ProductInBrowser {

  private static final int POINTS = 120;
  private static final int CROWD = 3_000;
  private static final String READY = "[data-ready] canvas";

  @BeforeAll
  void send() throws IOException {
    var now = InstantSource.system().instant().getEpochSecond();
    var lines = new StringBuilder();
    for (var host = 1; host <= 3; host++) {
      for (var point = 0; point < POINTS; point++) {
        var time = now - 60L * (POINTS - point);
        var name = "servers.web0" + host + ".cpu.user ";
        lines.append(name).append(20 * host + point % 17).append(' ').append(time).append('\n');
      }
    }
    lines.append("odd.<b>bold 1 ").append(now).append('\n');
    graphite.sendLines(lines.toString());
  }

  @Test
  void tree_leafClicked_isDrawnAndStandsInTheAddress() throws IOException {
    browser.open(page(""));
    browser.click("[data-path='servers']");
    browser.click("[data-path='servers.web01']");
    browser.click("[data-path='servers.web01.cpu']");
    browser.click("[data-path='servers.web01.cpu.user']");

    browser.await(READY);
    assertThat(browser.address()).endsWith("/?target=servers.web01.cpu.user&from=-1h");
    assertThat(colouredPixels()).isGreaterThan(200);
    assertThat(browser.await(".legend tbody .name").getText()).isEqualTo("servers.web01.cpu.user");
    browser.photograph("light");

    browser.click("[data-path='servers.web01.cpu.user']");
    browser.await(".examples");
    assertThat(browser.address()).doesNotContain("target=");
  }

  @Test
  void tree_byKeyboard_opensBranchesAndAddsAllChildren() {
    browser.open(page(""));
    browser.await("[data-path='servers']");
    browser.run("document.querySelector('[role=tree]').focus()");
    browser.type(Keys.END, Keys.ARROW_RIGHT);
    browser.await("[data-path='servers.web02']");
    browser.type(Keys.ARROW_DOWN, Keys.ARROW_RIGHT);
    browser.await("[data-path='servers.web01.cpu']");
    browser.type(Keys.ARROW_DOWN, "*");

    browser.awaitAddress("target=servers.web01.cpu.*");
    browser.await(READY);
  }

  @Test
  void tree_branchWithThousandsOfChildren_drawsTheRowsInSight() throws IOException {
    var now = InstantSource.system().instant().getEpochSecond();
    graphite.sendLines(
        IntStream.range(0, CROWD)
            .mapToObj(number -> String.format(Locale.ROOT, "crowd.of%04d 1 %d\n", number, now))
            .collect(Collectors.joining()));
    browser.open(page(""));
    browser.click("[data-path='crowd']");
    browser.await("[data-path='crowd.of0001']");

    assertThat(browser.count("[role=treeitem]")).isLessThan(100);
    browser.run("document.querySelector('.tree').scrollTop = 28 * 1500");
    browser.await("[data-path='crowd.of1500']");
  }

  @Test
  void search_byKeyboard_addsTheChosenMetric() throws IOException {
    browser.open(page(""));
    browser.await("[data-path='servers']");
    browser.type("/");
    // the product's own names, which come after a minute, hold web and use, too
    browser.type("web0 use");
    browser.await("#hits [title='servers.web03.cpu.user']");
    // what was found for fewer letters may stand there for a moment
    browser.awaitTrue("document.querySelectorAll('#hits [role=option]').length === 3");
    browser.photograph("search");
    browser.type(Keys.ARROW_DOWN, Keys.ENTER);

    browser.await(READY);
    assertThat(browser.address()).contains("?target=servers.web02.cpu.user");
    browser.type(Keys.ESCAPE);
    browser.await("[role=tree]");
  }

  @Test
  void graph_dragged_zoomsAndBackUndoesIt() {
    browser.open(page("?target=servers.*.cpu.user&from=-2h"));
    browser.await(READY);
    browser.drag(".u-over", -200, 100);

    browser.awaitAddress("until=");
    assertThat(browser.address()).containsPattern("from=\\d{10}&until=\\d{10}$");
    browser.await(READY);
    browser.back();
    browser.awaitAddress("from=-2h");
    browser.await(READY);
  }

  /// Points come every minute, slots are of ten seconds.
  @Test
  void graph_pointedAtBetweenPoints_showsTheNearestValues() {
    browser.open(page("?target=servers.*.cpu.user&from=-2h"));
    browser.await(READY);
    for (var right = 0; right < 10; right += 2) {
      browser.hover(".u-over", right);
      browser.await(".pointer-note time");
      browser.awaitTrue(
          "[...document.querySelectorAll('.legend tbody td.now')].map(({ textContent }) =>"
              + " textContent).every((text) => text > '0' && text < 'a')");
    }
  }

  @Test
  void legend_clicked_hidesTheSeries() throws IOException {
    browser.open(page("?target=servers.*.cpu.user&from=-2h"), 1280, 800, true);
    browser.await(READY);
    browser.hover(".u-over");
    browser.await(".pointer-note time");
    browser.photograph("dark");
    var all = colouredPixels();

    browser.click(".legend tbody tr:nth-child(2) button");

    browser.await(".legend tbody tr.off");
    browser.hover("h1");
    browser.awaitTrue("document.querySelectorAll('.pointer-note').length === 0");
    assertThat(colouredPixels()).isBetween(100L, all - 100);
  }

  @Test
  void image_shown_isThePngOfTheCopiedUrl() throws IOException {
    browser.open(page("?target=servers.*.cpu.user&from=-2h"));
    browser.await(READY);
    browser.click("[aria-label='Show as'] button:nth-child(2)");
    browser.awaitTrue("document.querySelector('img.rendered')?.naturalWidth > 100");
    browser.photograph("image");
    browser.click("[data-copy='Image']");
    browser.awaitTrue("document.querySelector('.share [role=status]').textContent !== ''");

    var copied = browser.clipboard();

    assertThat(copied)
        .startsWith(page("render?target=servers.*.cpu.user&from=-2h&width=").toString());
    assertThat(browser.run("return document.querySelector('img.rendered').src")).isEqualTo(copied);
    var png = graphite.getBytes(pathAndQuery(copied));
    assertThat(png.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(new String(png.body(), 1, 3, StandardCharsets.ISO_8859_1)).isEqualTo("PNG");
  }

  @Test
  void jsonUrl_copied_answersWithTheSeriesDrawn() throws IOException {
    browser.open(page("?target=servers.web01.cpu.user&from=-2h"));
    browser.await(READY);
    browser.click("[data-copy='JSON']");
    browser.awaitTrue("document.querySelector('.share [role=status]').textContent !== ''");

    assertThat(graphite.get(pathAndQuery(browser.clipboard())).body())
        .startsWith("[{\"target\": \"servers.web01.cpu.user\"");
  }

  @Test
  void brokenTarget_besideAGoodOne_tellsTheReasonAndTheOtherIsDrawn() throws IOException {
    browser.open(page("?target=noSuchFunction(servers.*.cpu.user)&target=servers.web01.cpu.user"));

    assertThat(browser.await(".target.failed .error").getText()).contains("noSuchFunction");
    browser.await(READY);
    assertThat(browser.count(".target.failed")).isEqualTo(1);
    browser.photograph("error");
    // The browser itself reports every 400; nothing else may be among its complaints.
    assertThat(browser.complaints()).isNotEmpty().allMatch(line -> line.contains("status of 400"));
  }

  @Test
  void targetField_edited_changesGraphAndAddress() {
    browser.open(page("?target=servers.web01.cpu.user"));
    browser.await(READY);
    browser.fill("[aria-label='Target 1']", "alias(servers.web02.cpu.user, 'second')");

    browser.awaitTrue("document.querySelector('.legend tbody .name')?.textContent === 'second'");
    assertThat(URLDecoder.decode(browser.address(), StandardCharsets.UTF_8))
        .contains("target=alias(servers.web02.cpu.user, 'second')");
  }

  @Test
  void target_switchedOff_isLeftOutAndComesBackWithTheAddress() {
    browser.open(page("?target=servers.web01.cpu.user&target=servers.web02.cpu.user"));
    browser.await(READY);
    browser.click("[aria-label='Show target 1']");
    browser.awaitAddress("_off=servers.web01.cpu.user&target=servers.web02.cpu.user");

    browser.open(URI.create(browser.address()));

    browser.await(READY);
    assertThat(browser.count(".target.off")).isEqualTo(1);
    assertThat(browser.count(".legend tbody tr")).isEqualTo(1);
  }

  @Test
  void nameWithMarkup_inTreeAndSearch_isText() {
    browser.open(page(""));
    browser.click("[data-path='odd']");
    assertThat(browser.await("[data-path='odd.<b>bold'] .name").getText()).isEqualTo("<b>bold");
    browser.type("/");
    browser.type("bold");
    assertThat(browser.await("#hits [title='odd.<b>bold']").getText()).isEqualTo("odd.<b>bold");
    assertThat(browser.count("#app nav b")).isZero();
  }

  @Test
  void emptyServer_firstMetricSent_appearsByItself(@TempDir Path other) throws IOException {
    try (var empty =
        GraphiteProcess.run(other.resolve("home"), "--set", "cache.CARBON_METRIC_INTERVAL=0")) {
      browser.open(empty.web());
      assertThat(browser.await(".command code").getText()).startsWith("echo \"hello.world 42");
      browser.photograph("empty");
      empty.sendLines("hello.world 42 " + InstantSource.system().instant().getEpochSecond() + "\n");

      browser.click("[data-path='hello']");
      browser.click("[data-path='hello.world']");

      browser.await(READY);
      assertThat(browser.await(".legend td.now").getText()).isEqualTo("42");
      assertThat(colouredPixels()).isGreaterThan(10);
    }
  }

  @Test
  void phone_menuTapped_showsTheTree() throws IOException {
    browser.open(page("?target=servers.*.cpu.user&from=-2h"), 390, 844, false);
    browser.await(READY);
    assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
    browser.photograph("phone");
    browser.click(".menu");
    browser.click("[data-path='servers']");
    browser.await("[data-path='servers.web01']");
    browser.photograph("phone-tree");
  }

  @Test
  void everyRequest_staysOnTheServer() {
    browser.open(page("?target=servers.*.cpu.user&from=-2h"));
    browser.await(READY);

    var requests =
        browser.run("return performance.getEntriesByType('resource').map(({ name }) => name)");

    assertThat(requests)
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .hasSizeGreaterThan(20)
        .allMatch(name -> name.startsWith(page("").toString()));
  }

  @TestFactory
  Stream<DynamicTest> pureFunctions() throws IOException {
    browser.open(page(""));
    var answer = browser.runAsync(resource("page-specification.js"), root());

    var examples = (List<?>) Objects.requireNonNull(answer);
    assertThat(examples).hasSizeGreaterThan(40);
    return examples.stream()
        .map(example -> (Map<?, ?>) example)
        .map(
            example ->
                dynamicTest(
                    String.valueOf(example.get("name")),
                    () -> assertThat(example.get("found")).isEqualTo(example.get("expected"))));
  }

  /// Pixels of the chart that are neither ground nor grid nor text: the lines.
  private long colouredPixels() {
    var count =
        browser.run(
            """
            const canvas = document.querySelector('.u-wrap canvas');
            const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
            copy.drawImage(canvas, 0, 0);
            const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
            let count = 0;
            for (let i = 0; i < data.length; i += 4) {
              const [r, g, b, alpha] = data.slice(i, i + 4);
              count += alpha > 100 && Math.max(r, g, b) - Math.min(r, g, b) > 60 ? 1 : 0;
            }
            return count;
            """);
    return ((Number) Objects.requireNonNull(count)).longValue();
  }

  private String root() {
    return graphite.web().toString().replaceFirst("/$", "");
  }

  private static String pathAndQuery(String address) {
    var uri = URI.create(address);
    return uri.getRawPath() + "?" + uri.getRawQuery();
  }
}
