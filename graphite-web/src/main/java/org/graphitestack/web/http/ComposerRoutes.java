// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.graphitestack.web.bookmark.MetricWhitelist;
import org.jspecify.annotations.Nullable;

/// The addresses of graphite-web that are one page here: `/composer` and `/browser` lead to `/`,
/// with their parameters. `/browser/search` looks for names, `/whitelist` keeps some.
public final class ComposerRoutes implements Routes {

  private static final int MOST_FOUND = 100;

  private final Consumer<Consumer<String>> leaves;
  private final MetricWhitelist whitelist;

  /// @param leaves passes the names of all series in order
  public ComposerRoutes(Consumer<Consumer<String>> leaves, MetricWhitelist whitelist) {
    this.leaves = leaves;
    this.whitelist = whitelist;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    for (var path : List.of("/composer", "/browser", "/browser/header")) {
      add(routes, path, Need.READ, context -> toPage(context, context.queryString()));
    }
    add(routes, "/browser/search", Need.READ, this::search);
    add(routes, "/whitelist", Need.OVERVIEW, this::showWhitelist);
    routes.post(
        "/whitelist/add", StateAnswers.of("the whitelist", this::addToWhitelist), Need.EDIT);
    routes.post(
        "/whitelist/remove",
        StateAnswers.of("the whitelist", this::removeFromWhitelist),
        Need.EDIT);
  }

  private static void add(RoutesConfig routes, String path, Need need, Handler handler) {
    var answer = StateAnswers.of("the whitelist", handler);
    routes.get(path, answer, need);
    routes.post(path, answer, need);
  }

  private static void toPage(Context context, @Nullable String query) {
    var root = HtmlPage.toRoot(context);
    context
        .status(302)
        .header("Location", (root.isEmpty() ? "./" : root) + (query == null ? "" : "?" + query));
  }

  private void search(Context context) {
    var patterns = new ArrayList<Pattern>();
    for (var word : Parameters.of(context).last("query", "").strip().split("\\s+", -1)) {
      if (!word.isEmpty()) {
        patterns.add(pattern(word));
      }
    }
    var sees = Viewers.sees(context);
    var found = new ArrayList<String>();
    if (!patterns.isEmpty()) {
      leaves.accept(
          name -> {
            if (found.size() < MOST_FOUND
                && sees.sees(name)
                && patterns.stream().anyMatch(pattern -> pattern.matcher(name).find())) {
              found.add(name);
            }
          });
    }
    context.contentType("text/plain").result(String.join(",", found));
  }

  private static Pattern pattern(String word) {
    try {
      return Pattern.compile(word, Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException wrong) {
      throw new InvalidParametersException(
          "query: " + wrong.getMessage() + " (expected: regular expressions)", wrong);
    }
  }

  private void showWhitelist(Context context) {
    context.contentType("text/plain").result(String.join("\n", whitelist.metrics()));
  }

  private void addToWhitelist(Context context) {
    whitelist.add(metrics(context));
    context.contentType("text/plain").result("OK");
  }

  private void removeFromWhitelist(Context context) {
    whitelist.remove(metrics(context));
    context.contentType("text/plain").result("OK");
  }

  private static List<String> metrics(Context context) {
    var text =
        Parameters.of(context)
            .last("metrics")
            .orElseThrow(() -> new InvalidParametersException("metrics: missing (expected: some)"));
    return List.of(text.strip().split("\\s+", -1)).stream()
        .filter(metric -> !metric.isEmpty())
        .toList();
  }
}
