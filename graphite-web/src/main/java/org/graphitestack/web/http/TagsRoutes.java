// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.graphitestack.model.InvalidMetricPathException;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.tag.TagCatalog;
import org.graphitestack.storage.tag.TagEditor;
import org.graphitestack.storage.tag.TagValue;
import org.graphitestack.storage.tag.TextFilter;
import org.graphitestack.web.access.VisibleTags;
import org.graphitestack.web.cluster.Cluster;
import org.graphitestack.web.cluster.ClusterTags;
import org.graphitestack.web.cluster.MissingServers;
import org.graphitestack.web.cluster.RefusedByServerException;
import org.graphitestack.web.cluster.UnreachableException;
import org.graphitestack.web.format.PythonJson;
import org.graphitestack.web.tag.TagPattern;
import org.jspecify.annotations.Nullable;

/// `/tags`: which tags, values and tagged series there are, suggestions for them, and entering and
/// forgetting series by name. Mistakes are a JSON object with an `error`.
public final class TagsRoutes implements Routes {

  private static final Set<HandlerType> READING = Set.of(HandlerType.GET);
  private static final Set<HandlerType> ASKING = Set.of(HandlerType.GET, HandlerType.POST);
  private static final Set<HandlerType> CHANGING = Set.of(HandlerType.POST);

  /// Suggestions, if the request does not say how many.
  private static final int SUGGESTIONS = 100;

  /// No list is longer; a search that finds more series is refused.
  private static final int LONGEST_LIST = 1_000_000;

  private final TagCatalog own;
  private final Cluster cluster;
  private final TagEditor editor;

  /// Tags of this server alone.
  ///
  /// @param own knows what there is
  /// @param editor enters and forgets series
  public TagsRoutes(TagCatalog own, TagEditor editor) {
    this(own, Cluster.NONE, editor);
  }

  /// Tags of this server and others.
  ///
  /// @param own knows what there is here
  /// @param cluster stays the caller's to close
  /// @param editor enters and forgets series, here
  public TagsRoutes(TagCatalog own, Cluster cluster, TagEditor editor) {
    this.own = own;
    this.cluster = cluster;
    this.editor = editor;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    add(routes, "/tags", READING, this::tags);
    addExact(routes, "/tags/findSeries", ASKING, this::findSeries);
    addExact(routes, "/tags/autoComplete/tags", ASKING, this::completeTags);
    addExact(routes, "/tags/autoComplete/values", ASKING, this::completeValues);
    addExact(routes, "/tags/tagSeries", CHANGING, this::tagSeries);
    addExact(routes, "/tags/tagMultiSeries", CHANGING, this::tagMultiSeries);
    addExact(routes, "/tags/delSeries", CHANGING, this::forgetSeries);
    add(routes, "/tags/<tag>", READING, this::details);
  }

  /// What is asked.
  ///
  /// @param catalog of the whole cluster, or of this server alone if the request says `local=1`; of
  ///   what is seen
  private record Question(Context context, Parameters parameters, TagCatalog catalog) {}

  @FunctionalInterface
  private interface Answer {

    @Nullable Object to(Question asked);
  }

  /// With a slash at its end it is the name of a tag, as in graphite-web.
  private void addExact(RoutesConfig routes, String path, Set<HandlerType> methods, Answer answer) {
    MethodRoutes.add(
        routes,
        path,
        Need.READ,
        posting(methods),
        context -> {
          if (context.path().endsWith("/")) {
            answer(context, READING, this::details);
          } else {
            answer(context, methods, answer);
          }
        });
  }

  private void add(RoutesConfig routes, String path, Set<HandlerType> methods, Answer answer) {
    MethodRoutes.add(
        routes, path, Need.READ, posting(methods), context -> answer(context, methods, answer));
  }

  /// What asks by POST as well as by GET changes nothing.
  private static Need posting(Set<HandlerType> methods) {
    return methods.equals(ASKING) ? Need.READ : Need.EDIT;
  }

  private void answer(Context context, Set<HandlerType> methods, Answer answer) {
    if (!methods.contains(context.method())) {
      MethodRoutes.refuse(context);
      return;
    }
    var parameters = Parameters.of(context);
    var missing = new MissingServers();
    @Nullable Object told;
    try {
      var catalog =
          cluster.isEmpty() || parameters.flag("local")
              ? own
              : new ClusterTags(own, cluster, missing);
      var seen = VisibleTags.of(catalog, Viewers.sees(context));
      told = answer.to(new Question(context, parameters, seen));
      PartialAnswers.mark(context, missing);
    } catch (IllegalArgumentException
        | InvalidParametersException
        | RefusedByServerException wrong) {
      context.status(400);
      told = Map.of("error", String.valueOf(wrong.getMessage()));
    } catch (UnreachableException unreachable) {
      context.status(503);
      told = Map.of("error", String.valueOf(unreachable.getMessage()));
    }
    var json =
        parameters.last("pretty", "").isEmpty() ? PythonJson.compact() : PythonJson.prettySorted();
    context.contentType("application/json").result(json.text(told));
  }

  private Object tags(Question asked) {
    return asked
        .catalog()
        .tags(filter(asked.parameters()), limit(asked.parameters()).orElse(LONGEST_LIST))
        .stream()
        .map(tag -> Map.of("tag", tag))
        .toList();
  }

  private @Nullable Object details(Question asked) {
    var tag = tag(asked.context());
    if (!asked.catalog().hasTag(tag)) {
      return null;
    }
    var details = new LinkedHashMap<String, Object>();
    details.put("tag", tag);
    details.put(
        "values",
        asked
            .catalog()
            .values(tag, filter(asked.parameters()), limit(asked.parameters()).orElse(LONGEST_LIST))
            .stream()
            .map(TagsRoutes::described)
            .toList());
    return details;
  }

  /// Nobody enters or forgets what is hidden from oneself.
  private static MetricPath seen(Context context, MetricPath path) {
    if (!Viewers.sees(context).sees(path.text())) {
      throw NotAdmittedException.forbidden(path + " (expected: a series that rules show)");
    }
    return path;
  }

  private static String tag(Context context) {
    var named = context.pathParamMap().get("tag");
    var tag = named == null ? context.path().substring("/tags/".length()) : named;
    return context.path().endsWith("/") && !tag.endsWith("/") ? tag + "/" : tag;
  }

  private static Map<String, Object> described(TagValue value) {
    var described = new LinkedHashMap<String, Object>();
    described.put("value", value.value());
    described.put("count", value.series());
    return described;
  }

  private Object findSeries(Question asked) {
    var expressions = list(asked.parameters(), "expr");
    if (expressions.isEmpty()) {
      throw new InvalidParametersException("no tag expressions specified");
    }
    var found = asked.catalog().find(TagPattern.query(expressions), LONGEST_LIST + 1);
    if (found.size() > LONGEST_LIST) {
      throw new InvalidParametersException(
          "expr: more than " + LONGEST_LIST + " series (expected: at most so many)");
    }
    return found;
  }

  private Object completeTags(Question asked) {
    var expressions = list(asked.parameters(), "expr");
    var prefix = asked.parameters().last("tagPrefix", "");
    var most = limit(asked.parameters()).orElse(SUGGESTIONS);
    return expressions.isEmpty()
        ? asked.catalog().tags(TextFilter.startingWith(prefix), most)
        : asked.catalog().completeTags(TagPattern.query(expressions), prefix, most);
  }

  private Object completeValues(Question asked) {
    var tag = asked.parameters().last("tag", "");
    if (tag.isEmpty()) {
      throw new InvalidParametersException("no tag specified");
    }
    var expressions = list(asked.parameters(), "expr");
    var prefix = asked.parameters().last("valuePrefix", "");
    var most = limit(asked.parameters()).orElse(SUGGESTIONS);
    if (expressions.isEmpty()) {
      return asked.catalog().values(tag, TextFilter.startingWith(prefix), most).stream()
          .map(TagValue::value)
          .toList();
    }
    var all = new ArrayList<>(expressions);
    all.add(tag + "!=");
    return asked.catalog().completeValues(TagPattern.query(all), tag, prefix, most);
  }

  private Object tagSeries(Question asked) {
    var parameters = asked.parameters();
    var text = parameters.last("path", "");
    if (text.isEmpty()) {
      throw new InvalidParametersException("no path specified");
    }
    var path = seen(asked.context(), path(text));
    editor.enter(path);
    return path.text();
  }

  private Object tagMultiSeries(Question asked) {
    var paths = paths(asked, "no paths specified");
    paths.forEach(editor::enter);
    return paths.stream().map(MetricPath::text).toList();
  }

  private Object forgetSeries(Question asked) {
    paths(asked, "no path specified").forEach(editor::forget);
    return true;
  }

  /// All are read before one is changed.
  private static List<MetricPath> paths(Question asked, String none) {
    var texts = list(asked.parameters(), "path");
    if (texts.isEmpty()) {
      throw new InvalidParametersException(none);
    }
    return texts.stream().map(text -> seen(asked.context(), path(text))).toList();
  }

  private static MetricPath path(String text) {
    try {
      return MetricPath.parse(text);
    } catch (InvalidMetricPathException wrong) {
      throw new InvalidParametersException("Cannot parse path " + wrong.getMessage(), wrong);
    }
  }

  /// A list is spelled `x=…&x=…` or `x[]=…&x[]=…`.
  private static List<String> list(Parameters parameters, String name) {
    return parameters.has(name) ? parameters.all(name) : parameters.all(name + "[]");
  }

  private static TextFilter filter(Parameters parameters) {
    var expression = parameters.last("filter", "");
    return expression.isEmpty() ? TextFilter.ALL : TextFilter.of(TagPattern.beginning(expression));
  }

  private static OptionalInt limit(Parameters parameters) {
    if (parameters.last("limit", "").isEmpty()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Math.clamp(parameters.integer("limit", 0), 0, LONGEST_LIST));
  }
}
