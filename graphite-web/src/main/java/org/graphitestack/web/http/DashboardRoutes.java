// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.graphitestack.web.dashboard.DashboardKind;
import org.graphitestack.web.dashboard.DashboardName;
import org.graphitestack.web.dashboard.DashboardStore;
import org.graphitestack.web.dashboard.DashboardTemplate;
import org.graphitestack.web.dashboard.DashboardUi;
import org.graphitestack.web.format.JsonText;
import org.graphitestack.web.format.PythonJson;
import org.jspecify.annotations.Nullable;

/// `/dashboard`: the page, and the dashboards and templates it loads and saves. Answers are
/// graphite-web's, an unknown name is a 200 with an `error` there too.
///
/// Beyond it, a loaded state has an entity tag, and a save with `If-Match` is refused with 412 when
/// someone else saved in between.
public final class DashboardRoutes implements Routes {

  private static final Map<String, Object> SUCCESS = Map.of("success", true);

  private final DashboardStore dashboards;
  private final Supplier<DashboardUi> ui;
  private final HtmlPage page = HtmlPage.of("dashboard.html");
  private final HtmlPage help = HtmlPage.of("dashboard-help.html");

  /// With graphite-web's own settings of the page.
  public DashboardRoutes(DashboardStore dashboards) {
    this(dashboards, () -> DashboardUi.DEFAULT);
  }

  /// @param ui how the page behaves
  public DashboardRoutes(DashboardStore dashboards, Supplier<DashboardUi> ui) {
    this.dashboards = dashboards;
    this.ui = ui;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    add(routes, "/dashboard", Need.READ, page::answer);
    add(routes, "/dashboard/help", Need.READ, help::answer);
    add(routes, "/dashboard/settings.json", Need.READ, this::settings);
    add(routes, "/dashboard/find", Need.READ, context -> find(context, DashboardKind.DASHBOARD));
    add(
        routes,
        "/dashboard/find_template",
        Need.READ,
        context -> find(context, DashboardKind.TEMPLATE));
    add(routes, "/dashboard/create-temporary", Need.EDIT, this::createTemporary);
    add(routes, "/dashboard/email", Need.READ, DashboardRoutes::email);
    add(routes, "/dashboard/save/{name}", Need.EDIT, this::save);
    add(routes, "/dashboard/save_template/{name}/{key}", Need.EDIT, this::saveTemplate);
    add(routes, "/dashboard/load/{name}", Need.READ, this::load);
    add(routes, "/dashboard/load/{name}/{value}", Need.READ, this::loadTemplate);
    add(routes, "/dashboard/load_template/{name}/{value}", Need.READ, this::loadTemplate);
    add(routes, "/dashboard/delete/{name}", Need.EDIT, this::delete);
    add(routes, "/dashboard/delete_template/{name}", Need.EDIT, this::deleteTemplate);
    add(routes, "/dashboard/{name}", Need.READ, page::answer);
    add(routes, "/dashboard/{name}/{value}", Need.READ, page::answer);
  }

  private static void add(RoutesConfig routes, String path, Need need, Handler handler) {
    var answer = StateAnswers.of("dashboards", handler);
    routes.get(path, answer, need);
    routes.post(path, answer, need);
  }

  private void settings(Context context) {
    context.header("Cache-Control", "no-cache");
    StateAnswers.json(context, ui.get().tree());
  }

  private void find(Context context, DashboardKind kind) {
    var query = Parameters.of(context).last("query", "");
    var found =
        dashboards.find(kind, query).stream().map(name -> Map.of("name", (Object) name)).toList();
    StateAnswers.json(context, Map.of(kind.word() + "s", found));
  }

  private void load(Context context) {
    var name = name(context);
    var found = dashboards.load(DashboardKind.DASHBOARD, name);
    if (found.isEmpty()) {
      StateAnswers.json(context, unknown(DashboardKind.DASHBOARD, name));
      return;
    }
    context.header("Cache-Control", "no-cache").header("ETag", tag(found.get()));
    StateAnswers.json(context, Map.of("state", kept(found.get())));
  }

  private void loadTemplate(Context context) {
    var name = name(context);
    var found = dashboards.load(DashboardKind.TEMPLATE, name);
    if (found.isEmpty()) {
      StateAnswers.json(context, unknown(DashboardKind.TEMPLATE, name));
      return;
    }
    var value = context.pathParam("value");
    context.header("Cache-Control", "no-cache");
    StateAnswers.json(
        context, Map.of("state", DashboardTemplate.filled(kept(found.get()), name, value)));
  }

  private void save(Context context) {
    var name = name(context);
    var text = PythonJson.compact().text(state(context));
    var expected = Optional.ofNullable(context.header("If-Match"));
    if (expected.isPresent()) {
      var former = dashboards.load(DashboardKind.DASHBOARD, name);
      var tag = former.map(DashboardRoutes::tag).orElse("");
      if (!tag.equals(expected.get())
          || !dashboards.replace(DashboardKind.DASHBOARD, name, former, text)) {
        context.status(412);
        StateAnswers.json(
            context, Map.of("error", "Dashboard '" + name + "' was saved by someone else. "));
        return;
      }
    } else {
      dashboards.save(DashboardKind.DASHBOARD, name, text);
    }
    context.header("ETag", tag(text));
    StateAnswers.json(context, SUCCESS);
  }

  private void saveTemplate(Context context) {
    var name = name(context);
    var key = new DashboardName(context.pathParam("key")).text();
    var template = DashboardTemplate.of(state(context), key);
    dashboards.save(DashboardKind.TEMPLATE, name, PythonJson.compact().text(template));
    StateAnswers.json(context, SUCCESS);
  }

  private void createTemporary(Context context) {
    var name = dashboards.createTemporary(PythonJson.compact().text(state(context)));
    StateAnswers.json(context, Map.of("name", name.text()));
  }

  private void delete(Context context) {
    delete(context, DashboardKind.DASHBOARD);
  }

  private void deleteTemplate(Context context) {
    delete(context, DashboardKind.TEMPLATE);
  }

  private void delete(Context context, DashboardKind kind) {
    var name = name(context);
    if (dashboards.delete(kind, name)) {
      StateAnswers.json(context, SUCCESS);
    } else if (dashboards.isShipped(kind, name)) {
      StateAnswers.json(
          context, Map.of("error", "Dashboard '" + name + "' came with the server and stays. "));
    } else {
      StateAnswers.json(context, unknown(kind, name));
    }
  }

  private static void email(Context context) {
    context.status(501);
    StateAnswers.json(
        context,
        Map.of("error", "This server sends no mail; share the address of the graph instead."));
  }

  private static DashboardName name(Context context) {
    return new DashboardName(context.pathParam("name"));
  }

  private static Map<String, @Nullable Object> state(Context context) {
    if (!context.method().equals(HandlerType.POST)) {
      throw new InvalidParametersException("method: " + context.method() + " (expected: POST)");
    }
    var text =
        Parameters.of(context)
            .last("state")
            .orElseThrow(
                () -> new InvalidParametersException("state: missing (expected: a JSON object)"));
    try {
      return JsonText.object(text);
    } catch (IllegalArgumentException wrong) {
      throw new InvalidParametersException("state: " + wrong.getMessage(), wrong);
    }
  }

  private static Map<String, @Nullable Object> kept(String text) {
    try {
      return JsonText.object(text);
    } catch (IllegalArgumentException broken) {
      throw new IllegalStateException("a kept dashboard " + broken.getMessage(), broken);
    }
  }

  private static Map<String, Object> unknown(DashboardKind kind, DashboardName name) {
    var word = kind.word();
    var capital = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    return Map.of("error", capital + " '" + name + "' does not exist. ");
  }

  private static String tag(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return '"' + HexFormat.of().formatHex(digest, 0, 8) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
