// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Pages that are told what is new by the server, and ask for it if they are not.
class LivePageTest extends ProductInBrowser {

  private static final String READY = "[data-ready] canvas";
  private static final String LAST = "document.querySelector('.legend td.now').textContent";

  /// Requests for data that the page has made so far.
  private static final String ASKED =
      "performance.getEntriesByType('resource').filter(({ name }) =>"
          + " name.includes('/render?')).length";

  @BeforeAll
  void send() throws IOException {
    for (var point = 20; point >= 1; point--) {
      send("pulse.rate", point, now() - 60L * point);
      send("pulse.other", point, now() - 60L * point);
    }
  }

  @Test
  void composer_live_showsANewPointWithoutAsking() throws IOException {
    browser.open(page("?target=pulse.rate&from=-1h&_refresh=1"));
    browser.await(READY);
    send("pulse.rate", 777, now());
    browser.awaitTrue(LAST + " === '777'");
    var asked = number("return " + ASKED);

    send("pulse.rate", 778, now());
    browser.awaitTrue(LAST + " === '778'");
    send("pulse.rate", 779, now());
    browser.awaitTrue(LAST + " === '779'");

    assertThat(number("return " + ASKED)).isEqualTo(asked);
    awaitOneStream();
    browser.photograph("live");
  }

  @Test
  void composer_live_drawsASeriesThatIsNew() throws IOException {
    browser.open(page("?target=pulse.fresh.*&target=pulse.rate&from=-1h&_refresh=1"));
    browser.await(READY);
    send("pulse.fresh.one", 5, now());

    browser.awaitTrue(
        "[...document.querySelectorAll('.legend tbody .name')].some((one) => one.textContent ==="
            + " 'pulse.fresh.one')");
  }

  @Test
  void composer_withoutStream_asksByItself() throws IOException {
    browser.open(page("?target=pulse.other&from=-1h"));
    browser.await(READY);
    // as if something on the way held events back
    browser.run(
        "window.EventSource = class { addEventListener() {} close() {} static CLOSED = 2; }");
    browser.run(
        "const choice = document.querySelector(\"[aria-label='Refresh by itself']\");"
            + " choice.value = '1'; choice.dispatchEvent(new Event('change', {bubbles: true}))");
    browser.awaitAddress("_refresh=1");
    send("pulse.other", 888, now());

    browser.awaitTrue(LAST + " === '888'");
    assertThat(number("return " + ASKED)).isGreaterThan(1);
  }

  @Test
  void dashboard_live_hasOneStreamForAllItsGraphs() throws IOException {
    var graphs = new StringBuilder();
    for (var i = 0; i < 9; i++) {
      graphs.append(graphs.isEmpty() ? "" : ", ");
      graphs.append(
          "[\"target=pulse.rate\", {\"target\": [\"pulse.rate\"], \"title\": \"g"
              + i
              + "\"}, \"\"]");
    }
    var kept =
        graphite.sendForm(
            "/dashboard/save/Live",
            Map.of(
                "state",
                "{\"name\": \"Live\", \"refreshConfig\": {\"enabled\": true, \"interval\": 1000},"
                    + " \"defaultGraphParams\": {\"from\": \"-1h\", \"until\": \"now\"},"
                    + " \"graphs\": ["
                    + graphs
                    + "]}"));
    assertThat(kept.statusCode()).isEqualTo(200);
    browser.open(page("dashboard/Live"), 1800, 1600, false);
    browser.await("[data-title=g8][data-ready] canvas");
    send("pulse.rate", 991, now());
    awaitAllTiles("991");
    var asked = number("return " + ASKED);

    send("pulse.rate", 992, now());
    awaitAllTiles("992");

    assertThat(number("return " + ASKED)).isEqualTo(asked);
    awaitOneStream();
  }

  @Test
  void composer_live_showsANewEventWithoutAskingForSeries() throws IOException {
    browser.open(page("?target=pulse.rate&from=-1h&events=live-composer&_refresh=1"));
    browser.await(READY);
    send("pulse.rate", 555, now());
    browser.awaitTrue(LAST + " === '555'");
    var asked = number("return " + ASKED);
    assertThat(browser.count(".graph[data-events]")).isZero();

    happen("live-composer");
    send("pulse.rate", 556, now());

    browser.await(".graph[data-events='1']");
    assertThat(number("return " + ASKED)).isEqualTo(asked);
  }

  @Test
  void dashboard_live_showsANewEventInItsCharts() throws IOException {
    var graph =
        "[\"\", {\"target\": [\"pulse.rate\"], \"title\": \"marked\", \"events\":"
            + " \"live-dashboard\"}, \"\"]";
    var state =
        "{\"refreshConfig\": {\"enabled\": true, \"interval\": 1000}, \"defaultGraphParams\":"
            + " {\"from\": \"-1h\"}, \"graphs\": ["
            + graph
            + "]}";
    assertThat(graphite.sendForm("/dashboard/save/Marked", Map.of("state", state)).statusCode())
        .isEqualTo(200);
    browser.open(page("dashboard/Marked"));
    browser.await("[data-title=marked][data-ready] canvas");
    assertThat(browser.count("[data-title=marked][data-events]")).isZero();

    happen("live-dashboard");
    send("pulse.rate", 557, now());

    browser.await("[data-title=marked][data-events='1']");
  }

  private void happen(String tag) throws IOException {
    var event = "{\"what\": \"deploy\", \"tags\": \"" + tag + "\", \"when\": \"-2min\"}";
    assertThat(graphite.send("POST", "/events/", event).statusCode()).isEqualTo(200);
  }

  /// Those of pages that were left end within moments.
  private void awaitOneStream() {
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(graphite.get("/metrics").body().lines())
                    .filteredOn(line -> line.startsWith("graphite_stream_connections "))
                    .containsExactly("graphite_stream_connections 1.0"));
  }

  private void awaitAllTiles(String value) {
    browser.awaitTrue(
        "[...document.querySelectorAll('.tile .names b')].filter((one) => one.textContent === '"
            + value
            + "').length === 9");
  }

  private long number(String script) {
    return browser.run(script) instanceof Number number ? number.longValue() : -1;
  }

  private void send(String name, double value, long time) throws IOException {
    graphite.sendLines(name + " " + value + " " + time + "\n");
  }

  private static long now() {
    return InstantSource.system().instant().getEpochSecond();
  }
}
