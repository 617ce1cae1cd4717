// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphitestack.web.bookmark.SavedGraph;
import org.graphitestack.web.bookmark.SavedGraphStore;
import org.graphitestack.web.format.PythonJson;

/// Graphs under a name: `/composer/mygraph` keeps and forgets them, `/browser/mygraph` and
/// `/browser/usergraph` list them as a tree, `/render/~USER/NAME` draws one.
///
/// Everyone sees all of them; whoever saves without a login is [SavedGraph#NOBODY].
public final class SavedGraphRoutes implements Routes {

  private final SavedGraphStore graphs;

  public SavedGraphRoutes(SavedGraphStore graphs) {
    this.graphs = graphs;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    add(routes, "/composer/mygraph", Need.EDIT, this::change);
    add(routes, "/browser/mygraph", Need.READ, this::mine);
    add(routes, "/browser/usergraph", Need.READ, this::everyones);
    add(routes, "/render/~{user}/{name}", Need.READ, this::draw);
  }

  private static void add(RoutesConfig routes, String path, Need need, Handler handler) {
    var answer = StateAnswers.of("saved graphs", handler);
    routes.get(path, answer, need);
    routes.post(path, answer, need);
  }

  private void change(Context context) {
    var parameters = Parameters.of(context);
    var action = parameters.last("action", "");
    var name = parameters.last("graphName", "");
    context.contentType(ErrorAnswers.HTML);
    if (name.isBlank()) {
      context.result("You must type in a graph name.");
    } else if (action.equals("save")) {
      var url =
          parameters
              .last("url")
              .orElseThrow(
                  () -> new InvalidParametersException("url: missing (expected: a graph's)"));
      graphs.save(new SavedGraph(Viewers.owner(context), name, url));
      context.result("SAVED");
    } else if (action.equals("delete")) {
      context.result(
          graphs.delete(Viewers.owner(context), name)
              ? "DELETED"
              : "No such graph '" + Html.escape(name) + "'");
    } else {
      context.result("Invalid operation '" + Html.escape(action) + "'");
    }
  }

  private void mine(Context context) {
    var path = Parameters.of(context).last("path", "");
    answer(context, nodes(Viewers.owner(context), withDot(path), ""));
  }

  private void everyones(Context context) {
    var parameters = Parameters.of(context);
    var path =
        parameters
            .last("path")
            .orElseThrow(
                () ->
                    new InvalidParametersException("path: missing (expected: one, may be empty)"));
    var user = parameters.last("user", "");
    if (user.isEmpty()) {
      var dot = path.indexOf('.');
      user = dot < 0 ? path : path.substring(0, dot);
    }
    if (user.isEmpty()) {
      answer(context, graphs.owners().stream().map(owner -> branch(owner, owner)).toList());
      return;
    }
    var below = path.length() > user.length() ? path.substring(user.length() + 1) : "";
    var nodes = new ArrayList<>(nodes(user, withDot(below.replaceFirst("\\.+$", "")), user + "."));
    nodes.sort(Comparator.comparingInt(node -> !node.containsKey("graphUrl") ? 0 : 1));
    answer(context, nodes);
  }

  private static String withDot(String path) {
    return path.isEmpty() || path.endsWith(".") ? path : path + ".";
  }

  private List<Map<String, Object>> nodes(String owner, String prefix, String idPrefix) {
    var nodes = new ArrayList<Map<String, Object>>();
    var folders = new HashSet<String>();
    for (var graph : graphs.of(owner)) {
      if (!graph.name().startsWith(prefix)) {
        continue;
      }
      var rest = graph.name().substring(prefix.length());
      var dot = rest.indexOf('.');
      if (dot < 0) {
        nodes.add(leaf(rest, idPrefix + prefix + md5(rest), graph.url()));
      } else if (folders.add(rest.substring(0, dot))) {
        var name = rest.substring(0, dot);
        nodes.add(branch(name, idPrefix + prefix + name + "."));
      }
    }
    return nodes;
  }

  private static Map<String, Object> branch(String name, String id) {
    return node(Html.escape(name), id, false);
  }

  private static Map<String, Object> leaf(String name, String id, String url) {
    var node = node(Html.escape(name), id, true);
    node.put("graphUrl", url);
    return node;
  }

  private static Map<String, Object> node(String text, String id, boolean leaf) {
    var node = new LinkedHashMap<String, Object>();
    node.put("text", text);
    node.put("id", id);
    node.put("allowChildren", leaf ? 0 : 1);
    node.put("expandable", leaf ? 0 : 1);
    node.put("leaf", leaf ? 1 : 0);
    return node;
  }

  private static void answer(Context context, List<Map<String, Object>> nodes) {
    var shown = nodes.isEmpty() ? List.of(node("No saved graphs", "no-click", true)) : nodes;
    context.header("Pragma", "no-cache").header("Cache-Control", "no-cache");
    JsonAnswers.text(context, Parameters.of(context), PythonJson.compact().text(shown));
  }

  /// Sends on to `/render`, wherever the saved address leads: only its parameters count, and those
  /// of the request go before them.
  private void draw(Context context) {
    var user = context.pathParam("user");
    var name = context.pathParam("name");
    var graph = graphs.get(user, name);
    if (graph.isEmpty()) {
      context.status(404).contentType(ErrorAnswers.HTML);
      context.result(
          "No such graph '" + Html.escape(name) + "' of user '" + Html.escape(user) + "'");
      return;
    }
    var given = Parameters.of(context);
    var kept = Parameters.parse(graph.get().query(), "");
    var query = new QueryText();
    kept.names().stream()
        .filter(parameter -> !given.has(parameter))
        .forEach(parameter -> query.add(parameter, kept.all(parameter)));
    given.names().forEach(parameter -> query.add(parameter, given.all(parameter)));
    context.status(302).header("Location", HtmlPage.toRoot(context) + "render?" + query);
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
