// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The page of events and events in the graph, used as a person uses them.
class EventsPageTest extends ProductInBrowser {

  private final long now = InstantSource.system().instant().getEpochSecond();

  @BeforeAll
  void send() throws IOException {
    var lines = new StringBuilder();
    for (var point = 0; point < 60; point++) {
      lines.append("load ").append(point % 7).append(' ').append(now - 60L * (60 - point));
      lines.append('\n');
    }
    graphite.sendLines(lines.toString());
  }

  @Test
  void event_added_isListedChangedAndDeleted() throws IOException {
    browser.open(page("events/?tags=deploy"));
    browser.await(".none");
    browser.click(".copies .primary");
    browser.fill("form [name=tags]", "deploy web");
    browser.fill("[name=what]", "deploy <b>1.2</b>");

    assertThat(browser.await("[data-event] .text a").getText()).isEqualTo("deploy <b>1.2</b>");
    assertThat(browser.count("[data-event] .tag")).isEqualTo(2);
    browser.photograph("events");

    browser.click("[data-event] [aria-label^=Edit]");
    browser.fill("[name=what]", "deploy 1.3");
    browser.awaitTrue(
        "document.querySelector('[data-event] .text a')?.textContent === 'deploy 1.3'");

    browser.click("[data-event] [aria-label^=Delete]");
    browser.awaitTrue(
        "document.querySelector('[data-event]"
            + " [aria-label^=Delete]').textContent.includes('Really')");
    browser.click("[data-event] [aria-label^=Delete]");
    browser.await(".none");
  }

  @Test
  void list_filteredByTag_showsThoseThatHaveIt() throws IOException {
    post("{\"what\": \"one\", \"tags\": \"red\"}");
    post("{\"what\": \"two\", \"tags\": \"blue\"}");
    browser.open(page("events/?tags=red"));

    browser.await("[data-event]");

    assertThat(browser.count("[data-event]")).isEqualTo(1);
    browser.fill("[name=tags]", "red blue");
    browser.awaitTrue("document.querySelectorAll('[data-event]').length === 2");
    assertThat(browser.address()).contains("tags=red+blue");
  }

  @Test
  void graph_withEvents_showsThemUnderThePointer() throws IOException {
    post(
        "{\"what\": \"the whole hour\", \"tags\": \"graph\", \"when\": %d, \"end\": %d}"
            .replace("%d, ", (now - 3600) + ", ")
            .replace("%d", String.valueOf(now)));
    browser.open(page("?target=load&from=-1h&events=graph"));
    browser.await("[data-ready] canvas");
    browser.hover(".u-over");

    browser.awaitTrue(
        "(document.querySelector('.u-over').dispatchEvent(new MouseEvent('mousemove',"
            + " {bubbles: true, clientX: 700, clientY: 300 + Math.random() * 20})),"
            + " document.querySelector('.pointer-note .event .name')?.textContent"
            + " === 'the whole hour')");
    browser.photograph("graph-with-events");
  }

  private void post(String event) throws IOException {
    assertThat(graphite.send("POST", "/events/", event).statusCode()).isEqualTo(200);
  }
}
