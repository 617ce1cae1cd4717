// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// The page of dashboards, used as a person uses it; pictures lie in `target/page/`.
class DashboardPageTest extends ProductInBrowser {

  private static final int POINTS = 720;

  @BeforeAll
  void send() throws IOException {
    var now = InstantSource.system().instant().getEpochSecond();
    var lines = new StringBuilder();
    for (var host = 1; host <= 3; host++) {
      for (var point = 0; point < POINTS; point++) {
        var time = " " + (now - 10L * (POINTS - point)) + "\n";
        var name = "servers.web0" + host;
        lines.append(name + ".cpu " + (20 * host + 9 * Math.sin(point / 54.0 + host)) + time);
        lines.append(name + ".memory " + (3e9 + host * 4e8 + point * 2e5) + time);
        lines.append(name + ".requests " + (100 + 40 * Math.cos(point / 90.0 + host)) + time);
      }
    }
    graphite.sendLines(lines.toString());
  }

  @Test
  void empty_saysWhatToDo_andMetricsBecomeGraphs() throws IOException {
    browser.open(page("dashboard"));
    browser.await(".empty");
    browser.photograph("dashboard-empty");

    browser.click("[data-path='servers']");
    browser.click("[data-path='servers.web01']");
    browser.click("[data-path='servers.web01.cpu']");
    browser.await("[data-title='servers.web01.cpu'][data-ready] canvas");
    browser.click("[data-path='servers.web01.requests']");
    browser.await("[data-title='servers.web01.requests'][data-ready] canvas");
    browser.click("[data-path='servers.web01.cpu']");

    browser.awaitTrue("document.querySelectorAll('.tile').length === 1");
  }

  @Test
  void tree_menuOfABranch_addsAGraphOfEachMetric_andOfAllBelow() throws IOException {
    browser.open(page("dashboard"));
    browser.await("[data-loaded] .empty, .empty");
    browser.click("[data-path='servers']");
    browser.rightClick("[data-path='servers.web01']");
    browser.await(".branch-menu [role=menu][aria-label='servers.web01']");
    browser.awaitTrue("document.activeElement.dataset.action === 'toggle-all'");
    browser.photograph("branch-menu");
    browser.type(Keys.ARROW_DOWN, Keys.ENTER);
    browser.awaitTrue("document.querySelectorAll('.tile').length === 3");
    assertThat(browser.count("[role=menu]")).isZero();

    browser.run("document.querySelector('[role=tree]').focus()");
    browser.type(Keys.HOME, Keys.chord(Keys.SHIFT, Keys.F10));
    browser.awaitTrue("document.activeElement.dataset.action === 'toggle-all'");
    browser.type(Keys.ESCAPE);
    browser.awaitTrue("document.activeElement.matches('[role=tree]')");
    browser.rightClick("[data-path='servers']");
    browser.click("[data-action='add-below']");
    browser.awaitTrue("document.querySelectorAll('.tile').length === 9");

    browser.rightClick("[data-path='servers.web02']");
    browser.click("[data-action='toggle-all']");
    browser.await("[data-title='servers.web02.*']");
  }

  @Test
  void save_thenAddress_opensItAgain_andDeleteAsks() {
    browser.open(page("dashboard"));
    addGraph("servers.web01.cpu");
    browser.click("[data-action=save]");
    browser.await("dialog [name=name]");
    browser.type("First one", Keys.ENTER);
    browser.awaitAddress("/dashboard/First%20one");
    browser.await("[role=status]");
    assertThat(browser.count(".unsaved")).isZero();

    browser.open(page("dashboard/First%20one"));
    browser.await("[data-title='servers.web01.cpu'][data-ready]");
    browser.open(page("dashboard/#First%20one"));
    browser.await("[data-title='servers.web01.cpu'][data-ready]");

    more("delete");
    browser.click("dialog .danger");
    browser.await(".empty");
    assertThat(get("/dashboard/load/First%20one")).contains("does not exist");
  }

  @Test
  void rename_movesTheDashboard() throws IOException {
    keep("Old name", graph("a.b", ""));
    browser.open(page("dashboard/Old%20name"));
    browser.await(".tile");
    more("rename");
    browser.fill("dialog [name=name]", "New name");

    browser.awaitAddress("/dashboard/New%20name");
    browser.awaitTrue("!document.querySelector('dialog')");
    awaitAnswer("/dashboard/load/Old%20name", "does not exist");
    assertThat(get("/dashboard/load/New%20name")).contains("\"name\": \"New name\"");
  }

  @Test
  void saveAs_ofATakenName_asksFirst() throws IOException {
    keep("Taken", graph("a.b", ""));
    browser.open(page("dashboard"));
    addGraph("servers.web02.cpu");
    more("save-as");
    browser.fill("dialog [name=name]", "Taken");
    browser.await("dialog .danger");
    assertThat(get("/dashboard/load/Taken")).contains("a.b");

    browser.click("dialog .danger");
    browser.awaitAddress("/dashboard/Taken");
    awaitAnswer("/dashboard/load/Taken", "servers.web02.cpu");
  }

  @Test
  void save_afterSomeoneElseSaved_asksFirst() throws IOException {
    keep("Shared", graph("a.b", ""));
    browser.open(page("dashboard/Shared"));
    browser.await(".tile");
    addGraph("servers.web01.cpu");
    keep("Shared", graph("by.someone.else", ""));
    browser.click("[data-action=save]");

    browser.await("dialog .danger");
    assertThat(get("/dashboard/load/Shared")).contains("by.someone.else");
    browser.click("dialog .danger");
    awaitAnswer("/dashboard/load/Shared", "servers.web01.cpu");
    // the refused save is the one complaint
    assertThat(browser.complaints()).singleElement().asString().contains("412");
  }

  @Test
  void tile_byKeyboard_isMovedDoubledRemovedAndBroughtBack() throws IOException {
    keep("Keys", graph("servers.web01.cpu", "one") + ", " + graph("servers.web02.cpu", "two"));
    browser.open(page("dashboard/Keys"));
    browser.await("[data-title=two][data-ready]");
    browser.run("document.querySelector('[data-title=one]').focus()");

    browser.type(Keys.chord(Keys.ALT, Keys.ARROW_RIGHT));
    awaitTitles("two,one");
    browser.awaitTrue("document.activeElement.dataset.title === 'one'");
    browser.type("d");
    awaitTitles("two,one,one");
    browser.type(Keys.DELETE);
    awaitTitles("two,one");
    browser.click("[data-action=undo]");
    awaitTitles("two,one,one");
  }

  @Test
  void tile_dragged_isPutBeforeAnother_heldOverOne_isMerged() throws IOException {
    keep(
        "Drag",
        graph("servers.web01.cpu", "one")
            + ", "
            + graph("servers.web02.cpu", "two")
            + ", "
            + graph("servers.web03.cpu", ""));
    browser.open(page("dashboard/Drag"));
    browser.await("[data-title=two][data-ready]");

    browser.dragOnto("[data-title='servers.web03.cpu'] .grip", "[data-title=one]", -0.4, 0);
    awaitTitles("servers.web03.cpu,one,two");
    browser.dragOnto("[data-title=two] .grip", "[data-title=one]", 0, 1500);
    awaitTitles("servers.web03.cpu,one");
    browser.awaitTrue("document.querySelectorAll('[data-title=one] .names li').length === 2");
  }

  @Test
  void edit_changesTargetsTitleAndOptions() throws IOException {
    keep("Edit", graph("servers.web01.cpu", ""));
    browser.open(page("dashboard/Edit"));
    browser.await("[data-title='servers.web01.cpu'][data-ready]");
    browser.run("document.querySelector('.tile').focus()");
    browser.type("e");
    browser.await("dialog [name=new-target]");
    browser.type("servers.web02.c");
    browser.awaitTrue("document.querySelector('#offered option[value=\"servers.web02.cpu\"]')");
    browser.type("pu", Keys.ENTER);
    browser.fill("dialog [name=title]", "Both hosts");
    browser.await("[data-title='Both hosts'][data-ready]");
    browser.awaitTrue("document.querySelectorAll('.tile .names li').length === 2");

    browser.click("[data-tool=edit]");
    browser.await("dialog [name=new-target]");
    browser.photograph("dashboard-edit");
    browser.click("dialog [data-action=options]");
    browser.run(
        "const field = document.querySelector('dialog [name=areaMode]'); field.value = 'stacked';"
            + " field.dispatchEvent(new Event('change', {bubbles: true}))");
    browser.await("[data-title='Both hosts'] img.rendered");
    browser.photograph("dashboard-options");
  }

  @Test
  void edit_functionAndBreakOut_keepTheFunctionAround() throws IOException {
    keep("Break", graph("servers.*.cpu", ""));
    browser.open(page("dashboard/Break"));
    browser.await("[data-title='servers.*.cpu'][data-ready]");
    browser.click("[data-tool=edit]");
    browser.click("dialog [data-action=function]");
    browser.click("[data-function=scale]");
    browser.await("dialog [name=factor]");
    browser.type("2", Keys.ENTER);
    browser.click("dialog [data-action=break-out]");

    awaitTitles(
        "scale(servers.web01.cpu, 2),scale(servers.web02.cpu, 2),scale(servers.web03.cpu, 2)");
  }

  @Test
  void template_opensWithAValue_andTheAddressHoldsIt() throws IOException {
    browser.open(page("dashboard"));
    addGraph("servers.web01.cpu");
    more("template");
    browser.await("dialog [name=name]").sendKeys("One host");
    browser.await("dialog [name=key]").sendKeys("web01", Keys.ENTER);
    browser.awaitAddress("/dashboard/One%20host/web01");
    browser.await("[data-title='servers.web01.cpu'][data-ready]");

    browser.fill("[name=template-value]", "web03");
    browser.awaitAddress("/dashboard/One%20host/web03");
    browser.await("[data-title='servers.web03.cpu'][data-ready]");
    browser.photograph("dashboard-template");

    browser.open(page("dashboard"));
    browser.await("[data-loaded]");
    browser.type("f");
    browser.click("[data-open='One host']");
    browser.await("dialog [name=value]").sendKeys("web02", Keys.ENTER);
    browser.await("[data-title='servers.web02.cpu'][data-ready]");
  }

  @Test
  void find_listsByWords_opensAndDeletes() throws IOException {
    keep("Alpha team", graph("a.b", ""));
    keep("Beta team", graph("servers.web01.cpu", "of beta"));
    browser.open(page("dashboard"));
    browser.await("[data-loaded]");
    browser.type("f");
    browser.await("[data-open='Alpha team']");
    browser.photograph("dashboard-find");
    browser.type("beta");
    browser.awaitTrue("document.querySelectorAll('[data-open]').length === 1");
    browser.type(Keys.ENTER);
    browser.await("[data-title='of beta']");

    browser.click("[data-action=find]");
    browser.click("[data-delete='Alpha team']");
    browser.click("[data-delete='Alpha team']");
    browser.awaitTrue("!document.querySelector('[data-open=\"Alpha team\"]')");
    assertThat(get("/dashboard/load/Alpha%20team")).contains("does not exist");
  }

  @Test
  void json_isTakenInAndSaidWhenWrong() {
    browser.open(page("dashboard"));
    browser.await("[data-loaded]");
    more("json");
    setJson("{\"panels\": []}");
    browser.click("dialog [data-action=apply]");
    assertThat(browser.await("dialog .error").getText()).contains("expected: a JSON object");
    setJson("{\"state\": {\"graphs\": [" + graph("servers.web01.cpu", "taken in") + "]}}");
    browser.click("dialog [data-action=apply]");

    browser.await("[data-title='taken in'][data-ready]");
  }

  @Test
  void share_ofAnUnsavedDashboard_keepsItUnderATemporaryName() {
    browser.open(page("dashboard"));
    addGraph("servers.web02.cpu");
    more("share");
    var address = browser.await("[data-share=Address]").getDomProperty("value");
    var shortAddress = browser.await("[data-share='Short address']").getDomProperty("value");
    assertThat(address).contains("/dashboard/temporary-");

    browser.open(URI.create(String.valueOf(shortAddress)));
    browser.await("[data-title='servers.web02.cpu'][data-ready]");
    assertThat(browser.address()).isEqualTo(address);
  }

  @Test
  void graphiteWebsDashboard_isShownAsItWasMeant() throws IOException {
    var state =
        """
        {"name": "old", "timeConfig": {"type": "relative", "relativeStartQuantity": "90",
          "relativeStartUnits": "minutes", "relativeUntilQuantity": "", "relativeUntilUnits": "now",
          "startDate": "2024-01-01T09:00:00", "startTime": "9:00 AM",
          "endDate": "2024-01-01T17:00:00", "endTime": "5:00 PM"},
         "refreshConfig": {"enabled": true, "interval": 30000},
         "graphSize": {"width": 500, "height": 220},
         "defaultGraphParams": {"from": "-90minutes", "until": "now", "width": 500, "height": 220},
         "graphs": [["target=servers.web01.cpu", {"target": ["servers.web01.cpu"], "title": "plain"},
                     "/render?target=servers.web01.cpu"],
                    ["target=servers.web02.cpu", {"target": ["servers.web02.cpu"],
                      "title": "stacked", "areaMode": "stacked"}, ""]]}
        """;
    save("Old one", state);
    browser.open(page("dashboard/Old%20one"));
    browser.await("[data-title=plain][data-ready] canvas");
    browser.await("[data-title=stacked][data-ready] img.rendered");

    assertThat(browser.await("[name=from]").getDomProperty("value")).isEqualTo("-90minutes");
    assertThat(browser.await(".refresh select").getDomProperty("value")).isEqualTo("30");
    browser.run("document.querySelector('.tile').focus()");
    browser.type("d", "s");
    awaitAnswer("/dashboard/load/Old%20one", "\"relativeStartUnits\": \"minutes\"");
    awaitAnswer("/dashboard/load/Old%20one", "\"startTime\": \"9:00 AM\"");
    awaitAnswer("/dashboard/load/Old%20one", "\"interval\": 30000");
    browser.awaitTrue("!document.querySelector('.unsaved')");
  }

  @Test
  void tile_thatFails_saysWhy() throws IOException {
    keep("Broken", graph("scale(servers.web01.cpu)", "no factor"));
    browser.open(page("dashboard/Broken"));

    assertThat(browser.await("[data-title='no factor'] [role=alert]").getText()).contains("factor");
    assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("400"));
  }

  @Test
  void unknownName_saysSo() {
    browser.open(page("dashboard/nosuch"));

    assertThat(browser.await("[role=alert]").getText()).contains("'nosuch' does not exist");
  }

  @Test
  void range_isSharedByAllGraphs_andHistoryShowsOthers() throws IOException {
    keep("Range", graph("servers.web01.cpu", "one") + ", " + graph("servers.web02.cpu", "two"));
    browser.open(page("dashboard/Range?from=-30min"));
    browser.await("[data-title=two][data-ready]");
    assertThat(browser.await("[name=from]").getDomProperty("value")).isEqualTo("-30min");
    browser.click("[aria-label='last hour']");
    browser.awaitTrue("document.querySelector('[name=from]').value === '-1h'");
    browser.await("[data-title=two][data-ready]");

    browser.click("[data-title=one] [data-tool=history]");
    browser.awaitTrue(
        "[...document.querySelectorAll('.history img')].filter(image => image.naturalWidth === 600)"
            + ".length === 4");
  }

  @Test
  void look_lightDarkAndOnAPhone() throws IOException {
    var graphs =
        graph("servers.*.cpu", "CPU")
            + ", "
            + graph("servers.*.memory", "Memory")
            + ", "
            + graph("servers.web01.requests", "")
            + ", "
            + graph("stacked(servers.*.requests)", "Requests")
            + ", "
            + graph("sumSeries(servers.*.requests)", "All requests");
    keep("Web servers", graphs);
    browser.open(page("dashboard/Web%20servers"), 1280, 900, false);
    awaitAllReady(5);
    browser.photograph("dashboard-light");
    browser.click("[data-action=more]");
    browser.await("[role=menu]");
    browser.photograph("dashboard-menu");
    browser.open(page("dashboard/Web%20servers"), 1280, 900, true);
    awaitAllReady(5);
    browser.photograph("dashboard-dark");
    browser.open(page("dashboard/Web%20servers"), 390, 844, false);
    browser.await("[data-title=CPU][data-ready]");
    browser.photograph("dashboard-phone");
    assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
    browser.click("[data-title=CPU] [data-tool=edit]");
    browser.await("dialog");
    browser.photograph("dashboard-phone-edit");
  }

  private void awaitAllReady(int count) {
    browser.awaitTrue("document.querySelectorAll('.tile[data-ready]').length === " + count);
  }

  private void addGraph(String metric) {
    browser.await("[data-loaded]");
    browser.type("/");
    browser.type(metric);
    browser.await(".hits [title='" + metric + "']");
    browser.type(Keys.ENTER, Keys.ESCAPE);
    browser.await("[data-title='" + metric + "'][data-ready]");
    browser.run("document.activeElement.blur()");
  }

  private void more(String action) {
    browser.click("[data-action=more]");
    browser.click("[role=menu] [data-action='" + action + "']");
  }

  private void awaitTitles(String titles) {
    browser.awaitTrue(
        "[...document.querySelectorAll('.tile')].map(tile => tile.dataset.title).join() === '"
            + titles
            + "'");
  }

  private void setJson(String text) {
    browser.run(
        "const area = document.querySelector('dialog textarea'); area.value = '"
            + text.replace("\\", "\\\\").replace("'", "\\'")
            + "'; area.dispatchEvent(new Event('input', {bubbles: true}))");
  }

  private static String graph(String target, String title) {
    return "[\"target="
        + target
        + "\", {\"target\": [\""
        + target
        + "\"]"
        + (title.isEmpty() ? "" : ", \"title\": \"" + title + "\"")
        + "}, \"\"]";
  }

  private void keep(String name, String graphs) throws IOException {
    save(name, "{\"graphs\": [" + graphs + "], \"defaultGraphParams\": {\"from\": \"-2hours\"}}");
  }

  private void save(String name, String state) throws IOException {
    var path = "/dashboard/save/" + name.replace(" ", "%20");
    assertThat(graphite.sendForm(path, Map.of("state", state)).body()).contains("success");
  }

  private String get(String path) {
    try {
      return graphite.get(path).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitAnswer(String path, String part) {
    Awaitility.await().until(() -> get(path).contains(part));
  }
}
