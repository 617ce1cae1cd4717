// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// The page of dashboards with a dashboard.conf of graphite-web.
class DashboardConfTest extends ProductInBrowser {

  @BeforeAll
  void send() throws IOException {
    Files.writeString(
        folder.resolve("home/conf/dashboard.conf"),
        """
        [ui]
        default_graph_width = 600
        default_graph_height = 300
        autocomplete_delay = 50
        theme = white

        [keyboard-shortcuts]
        toggle_toolbar = ctrl-b
        erase_all_graphs = alt-x
        give_completer_focus = shift-space

        [Servers]
        scheme = servers.<place>.<host>.
        host.label = Host
        """);
    var now = InstantSource.system().instant().getEpochSecond();
    var lines = new StringBuilder();
    for (var name : new String[] {"east.web1", "east.web2", "west.web1"}) {
      lines.append("servers." + name + ".cpu 5 " + now + "\n");
      lines.append("servers." + name + ".disk.used 6 " + now + "\n");
    }
    graphite.sendLines(lines.toString());
  }

  @Test
  void scheme_fieldsChosen_narrowTheMetrics_andAllAreAdded() throws IOException {
    browser.open(page("dashboard?metricType=Servers&place=east"));
    browser.await("[data-found='servers.east.web1.cpu']");
    browser.await("[data-found='servers.east.web2.cpu']");
    assertThat(browser.count("[data-found='servers.west.web1.cpu']")).isZero();

    browser.fill("[name=field-host]", "web1");
    browser.awaitTrue("!document.querySelector('[data-found$=\"web2.cpu\"]')");
    browser.click("[data-found='servers.east.web1.cpu']");
    browser.await("[data-title='servers.east.web1.cpu']");
    browser.photograph("dashboard-fields");

    browser.fill("[name=field-host]", "web1,web2");
    browser.click("[name=field-metric]");
    browser.type("cpu");
    browser.await("[data-found='servers.east.web2.cpu']");
    browser.type(Keys.chord(Keys.ALT, Keys.ENTER));
    browser.await("[data-title='servers.east.web2.cpu']");
    browser.awaitTrue("document.querySelectorAll('.tile').length === 2");
  }

  @Test
  void settings_sizeThemeAndShortcuts_areTaken() {
    browser.open(page("dashboard?metricType=Everything"));
    browser.await("[data-path='servers']");
    assertThat(browser.run("return document.documentElement.dataset.theme")).isEqualTo("light");
    browser.click("[data-path='servers']");
    browser.click("[data-path='servers.east']");
    browser.click("[data-path='servers.east.web1']");
    browser.click("[data-path='servers.east.web1.cpu']");
    browser.await("[data-title='servers.east.web1.cpu']");
    assertThat(
            browser.run(
                "return document.querySelector('.tile .stage').style.height + ' '"
                    + " + document.querySelector('.tiles').style.getPropertyValue('--tile')"))
        .isEqualTo("300px 600px");

    browser.run("document.activeElement.blur()");
    browser.type(Keys.chord(Keys.CONTROL, "b"));
    browser.awaitTrue("!document.querySelector('.dashboard-bar')");
    browser.type(Keys.chord(Keys.CONTROL, "b"));
    browser.await(".dashboard-bar");
    browser.type(Keys.chord(Keys.ALT, "x"));
    browser.await(".empty");
    browser.type(Keys.chord(Keys.SHIFT, " "));
    browser.awaitTrue("document.activeElement.closest('#sidebar')");
  }
}
