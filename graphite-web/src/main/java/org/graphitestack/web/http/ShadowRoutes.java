// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graphitestack.web.format.PythonJson;
import org.graphitestack.web.shadow.Difference;
import org.graphitestack.web.shadow.DifferenceKind;
import org.graphitestack.web.shadow.Shadow;

/// `/shadow`: where answers differ from those of the other server, as a page, and as
/// `/shadow/report.json`.
public final class ShadowRoutes implements Routes {

  private final Shadow shadow;
  private final HtmlPage page = HtmlPage.of("shadow.html");

  public ShadowRoutes(Shadow shadow) {
    this.shadow = shadow;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/shadow", page::answer, Need.OVERVIEW);
    routes.get("/shadow/report.json", this::report, Need.OVERVIEW);
  }

  private void report(Context context) {
    var figures = shadow.figures();
    var report = new LinkedHashMap<String, Object>();
    report.put("url", shown(shadow.config().url().map(Object::toString)));
    report.put("seen", figures.seen());
    report.put("compared", figures.compared());
    report.put("equal", figures.equal());
    report.put("dropped", figures.dropped());
    report.put("waiting", figures.waiting());
    var kinds = new ArrayList<Map<String, Object>>();
    for (var kind : DifferenceKind.values()) {
      kinds.add(kind(kind, figures.differences().getOrDefault(kind, 0L)));
    }
    report.put("differences", kinds);
    context.header("Cache-Control", "no-store");
    context.contentType("application/json").result(PythonJson.compact().text(report));
  }

  /// An address without what may be secret in it.
  private static String shown(Optional<String> url) {
    return url.orElse("").replaceFirst("//[^/@]*@", "//");
  }

  private Map<String, Object> kind(DifferenceKind kind, long requests) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("kind", kind.word());
    tree.put("meaning", kind.meaning());
    tree.put("requests", requests);
    tree.put("examples", examples(kind));
    return tree;
  }

  private List<Map<String, Object>> examples(DifferenceKind kind) {
    return shadow.examples().stream()
        .filter(difference -> difference.kind() == kind)
        .map(ShadowRoutes::example)
        .toList();
  }

  private static Map<String, Object> example(Difference difference) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("time", difference.time());
    tree.put("query", difference.query());
    tree.put("detail", difference.detail());
    return tree;
  }
}
