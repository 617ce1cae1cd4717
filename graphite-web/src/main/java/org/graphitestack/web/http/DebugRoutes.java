// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// `/debug`: what a daemon knows of itself, a page for each report: as HTML for a browser, as JSON
/// for everyone else, and at `/debug/NAME.json` for both. See [NearbyOnly] for who may ask.
public final class DebugRoutes implements Routes {

  private static final JsonFactory JSON = new JsonFactory();

  /// One report.
  ///
  /// @param name the last part of its path: small letters
  /// @param title what the page is called
  /// @param meaning a sentence
  /// @param report writes an object; its arrays of objects become tables
  /// @param more HTML that stands below the report
  public record Page(String name, String title, String meaning, JsonReport report, String more) {

    /// A page with nothing but a report.
    public Page(String name, String title, String meaning, JsonReport report) {
      this(name, title, meaning, report, "");
    }

    public Page {
      if (!name.matches("[a-z]+")) {
        throw new IllegalArgumentException("name: " + name + " (expected: small letters)");
      }
    }
  }

  private final Map<String, Page> pages = new LinkedHashMap<>();
  private final HtmlPage page = HtmlPage.of("debug.html");
  private final byte[] style = resource("report.css");

  /// @param pages in the order in which they are listed
  public DebugRoutes(List<Page> pages) {
    pages.forEach(one -> this.pages.put(one.name(), one));
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/debug", this::index, Need.INSPECT);
    routes.get("/debug/report.css", this::style, Need.OPEN);
    pages.forEach(
        (name, one) -> {
          routes.get("/debug/" + name, context -> answer(context, one), Need.INSPECT);
          routes.get("/debug/" + name + ".json", context -> json(context, one), Need.INSPECT);
        });
  }

  private void index(Context context) {
    NearbyOnly.require(context);
    var list =
        pages.values().stream()
            .map(
                one ->
                    "<li><a href=\""
                        + HtmlPage.toRoot(context)
                        + "debug/"
                        + one.name()
                        + "\">"
                        + Html.escape(one.title())
                        + "</a>: "
                        + Html.escape(one.meaning())
                        + "</li>\n")
            .collect(Collectors.joining());
    show(context, "Debug", "", "<ul>\n" + list + "</ul>\n");
  }

  /// The sheet of all plain reports, those of the status pages too: no secret.
  private void style(Context context) {
    context.header("Cache-Control", "no-cache").contentType("text/css; charset=utf-8");
    context.result(style);
  }

  private void answer(Context context, Page one) throws IOException {
    if (!String.valueOf(context.header("Accept")).contains("text/html")) {
      json(context, one);
      return;
    }
    NearbyOnly.require(context);
    var out = new ByteArrayOutputStream();
    try (var generator = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      one.report().writeTo(generator, Parameters.of(context));
    }
    show(context, one.title(), one.meaning(), JsonTables.html(out.toByteArray()) + one.more());
  }

  private void json(Context context, Page one) throws IOException {
    NearbyOnly.require(context);
    var parameters = Parameters.of(context);
    context.header("Cache-Control", "no-store");
    JsonAnswers.write(context, parameters, json -> one.report().writeTo(json, parameters));
  }

  private void show(Context context, String title, String meaning, String body) {
    page.answerWith(context, Map.of("title", title, "meaning", meaning), Map.of("body", body));
    context.header("Cache-Control", "no-store");
  }

  private static byte[] resource(String name) {
    try (var in = Objects.requireNonNull(DebugRoutes.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(name, e);
    }
  }
}
