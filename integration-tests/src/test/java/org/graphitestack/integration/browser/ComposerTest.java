// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// What the page at `/` can do with a graph: functions, options, saving, opening, short addresses.
class ComposerTest extends ProductInBrowser {

  private static final int POINTS = 120;
  private static final String READY = "[data-ready] canvas";
  private static final String GRAPH = "?target=servers.*.cpu&from=-2h";

  @BeforeAll
  void send() throws IOException {
    var now = InstantSource.system().instant().getEpochSecond();
    var lines = new StringBuilder();
    for (var host = 1; host <= 2; host++) {
      for (var point = 0; point < POINTS; point++) {
        var time = now - 60L * (POINTS - point);
        lines.append(
            "servers.web0" + host + ".cpu " + (20 * host + point % 17) + " " + time + "\n");
      }
    }
    graphite.sendLines(lines.toString());
  }

  @Test
  void function_picked_isAppliedUndoneAndUnwrapped() throws IOException {
    browser.open(page(GRAPH));
    browser.await(READY);
    browser.click("[data-action=function]");
    browser.await("[data-function=movingAverage]");
    browser.photograph("functions");
    browser.type("movingAv");
    browser.awaitTrue("document.querySelectorAll('[data-function]').length < 4");
    browser.type(Keys.ENTER);
    browser.await("dialog [name=windowSize]");
    browser.type("5min");
    browser.awaitTrue(
        "document.querySelector('.preview li').textContent === \"movingAverage(servers.*.cpu,"
            + " '5min')\"");
    browser.photograph("function-form");
    browser.type(Keys.ENTER);
    awaitTarget("movingAverage(servers.*.cpu, '5min')");

    browser.click("[aria-label='Remove the outer function of target 1']");
    awaitTarget("servers.*.cpu");
    browser.click(".targets [title^='Take the last']");
    awaitTarget("movingAverage(servers.*.cpu, '5min')");
    browser.click(".targets [title^='Take the last']");
    awaitTarget("servers.*.cpu");
  }

  @Test
  void function_ofAllTargets_makesOneOfThem() {
    browser.open(page("?target=servers.web01.cpu&target=servers.web02.cpu"));
    browser.await(READY);
    browser.click("[data-action=function]");
    browser.click("[data-function=sumSeries]");
    browser.click("dialog .primary");

    awaitTarget("sumSeries(servers.web01.cpu, servers.web02.cpu)");
    assertThat(browser.count(".target:not(.new)")).isEqualTo(1);
  }

  @Test
  void option_changed_standsInTheAddressAndInTheImage() throws IOException {
    browser.open(page(GRAPH));
    browser.await(READY);
    browser.click("[data-action=options]");
    browser.fill("dialog [name=title]", "Load");
    browser.awaitAddress("title=Load");
    browser.run(
        "const field = document.querySelector('dialog [name=areaMode]'); field.value = 'stacked';"
            + " field.dispatchEvent(new Event('change', {bubbles: true}))");
    browser.awaitAddress("areaMode=stacked");
    browser.click("[aria-label='Show as'] button:nth-child(3)");

    browser.awaitTrue("document.querySelector('img.rendered')?.naturalWidth > 100");
    browser.await(READY);
    assertThat(browser.run("return document.querySelector('img.rendered').src"))
        .asString()
        .contains("title=Load&areaMode=stacked");
    browser.photograph("options");
    browser.click("dialog [aria-label=Close]");
    browser.photograph("both");
  }

  @Test
  void graph_saved_isOpenedAgainAndDeleted() throws IOException {
    browser.open(page(GRAPH));
    browser.await(READY);
    browser.click("[data-action=save]");
    browser.await("dialog [name=name]");
    browser.type("team.cpu <b>", Keys.ENTER);
    browser.awaitTrue("!document.querySelector('dialog')");

    browser.open(page(""));
    browser.click("[data-action=open]");
    browser.await("[data-graph='team.cpu <b>']");
    browser.photograph("open");
    browser.click("[data-graph='team.cpu <b>']");
    browser.await(READY);
    browser.awaitAddress(GRAPH);

    browser.click("[data-action=open]");
    browser.click("dialog [aria-label^=Delete]");
    browser.click("dialog [aria-label^=Delete]");
    browser.awaitTrue("!document.querySelector('[data-graph]')");
    assertThat(graphite.get("/browser/mygraph").body()).contains("No saved graphs");
  }

  @Test
  void address_pasted_opensItsGraph() {
    browser.open(page(""));
    browser.click("[data-action=open]");
    browser.await("dialog [name=url]");
    browser.type("http://elsewhere.example/render?width=9", Keys.ENTER);
    assertThat(browser.await("dialog .error").getText()).contains("expected: …/render?target=");
    browser.fill(
        "dialog [name=url]", "http://elsewhere.example/render/?target=servers.web01.cpu&from=-3h");

    browser.await(READY);
    browser.awaitAddress("?target=servers.web01.cpu&from=-3h");
  }

  @Test
  void shortAddress_leadsToTheImage() throws IOException {
    browser.open(page(GRAPH));
    browser.await(READY);
    browser.click("[data-copy=Short]");
    browser.awaitTrue("document.querySelector('.share input').value.includes('/S/')");

    var address = URI.create(browser.clipboard());
    var target = graphite.get(address.getPath()).headers().firstValue("Location").orElseThrow();
    var image =
        graphite.get(
            address.resolve(target).getRawPath() + "?" + address.resolve(target).getRawQuery());

    assertThat(image.headers().firstValue("Content-Type")).hasValue("image/png");
  }

  @Test
  void composerAddress_opensItsGraph() {
    browser.open(page("composer?target=servers.web02.cpu&from=-2h"));

    browser.await(READY);
    browser.awaitAddress("/?target=servers.web02.cpu&from=-2h");
  }

  private void awaitTarget(String text) {
    browser.awaitTrue(
        "document.querySelector(\"[aria-label='Target 1']\").value === \"" + text + "\"");
    assertThat(URLDecoder.decode(browser.address(), StandardCharsets.UTF_8)).contains(text);
  }
}
