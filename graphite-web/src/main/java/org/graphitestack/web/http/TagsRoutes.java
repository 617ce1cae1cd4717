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

  private final TagCatalog catalog;
  private final TagEditor editor;

  /// @param catalog knows what there is
  /// @param editor enters and forgets series
  public TagsRoutes(TagCatalog catalog, TagEditor editor) {
    this.catalog = catalog;
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

  private interface Question {

    @Nullable Object answer(Context context, Parameters parameters);
  }

  /// With a slash at its end it is the name of a tag, as in graphite-web.
  private void addExact(
      RoutesConfig routes, String path, Set<HandlerType> methods, Question question) {
    MethodRoutes.add(
        routes,
        path,
        Need.READ,
        posting(methods),
        context -> {
          if (context.path().endsWith("/")) {
            answer(context, READING, this::details);
          } else {
            answer(context, methods, question);
          }
        });
  }

  private static void add(
      RoutesConfig routes, String path, Set<HandlerType> methods, Question question) {
    MethodRoutes.add(
        routes, path, Need.READ, posting(methods), context -> answer(context, methods, question));
  }

  /// What asks by POST as well as by GET changes nothing.
  private static Need posting(Set<HandlerType> methods) {
    return methods.equals(ASKING) ? Need.READ : Need.EDIT;
  }

  private static void answer(Context context, Set<HandlerType> methods, Question question) {
    if (!methods.contains(context.method())) {
      MethodRoutes.refuse(context);
      return;
    }
    var parameters = Parameters.of(context);
    @Nullable Object answer;
    try {
      answer = question.answer(context, parameters);
    } catch (IllegalArgumentException | InvalidParametersException wrong) {
      context.status(400);
      answer = Map.of("error", String.valueOf(wrong.getMessage()));
    }
    var json =
        parameters.last("pretty", "").isEmpty() ? PythonJson.compact() : PythonJson.prettySorted();
    context.contentType("application/json").result(json.text(answer));
  }

  private Object tags(Context context, Parameters parameters) {
    return seen(context).tags(filter(parameters), limit(parameters).orElse(LONGEST_LIST)).stream()
        .map(tag -> Map.of("tag", tag))
        .toList();
  }

  private @Nullable Object details(Context context, Parameters parameters) {
    var tag = tag(context);
    var seen = seen(context);
    if (!seen.hasTag(tag)) {
      return null;
    }
    var details = new LinkedHashMap<String, Object>();
    details.put("tag", tag);
    details.put(
        "values",
        seen.values(tag, filter(parameters), limit(parameters).orElse(LONGEST_LIST)).stream()
            .map(TagsRoutes::described)
            .toList());
    return details;
  }

  private TagCatalog seen(Context context) {
    return VisibleTags.of(catalog, Viewers.sees(context));
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

  private Object findSeries(Context context, Parameters parameters) {
    var expressions = list(parameters, "expr");
    if (expressions.isEmpty()) {
      throw new InvalidParametersException("no tag expressions specified");
    }
    var found = seen(context).find(TagPattern.query(expressions), LONGEST_LIST + 1);
    if (found.size() > LONGEST_LIST) {
      throw new InvalidParametersException(
          "expr: more than " + LONGEST_LIST + " series (expected: at most so many)");
    }
    return found;
  }

  private Object completeTags(Context context, Parameters parameters) {
    var expressions = list(parameters, "expr");
    var prefix = parameters.last("tagPrefix", "");
    var most = limit(parameters).orElse(SUGGESTIONS);
    var seen = seen(context);
    return expressions.isEmpty()
        ? seen.tags(TextFilter.startingWith(prefix), most)
        : seen.completeTags(TagPattern.query(expressions), prefix, most);
  }

  private Object completeValues(Context context, Parameters parameters) {
    var tag = parameters.last("tag", "");
    if (tag.isEmpty()) {
      throw new InvalidParametersException("no tag specified");
    }
    var expressions = list(parameters, "expr");
    var prefix = parameters.last("valuePrefix", "");
    var most = limit(parameters).orElse(SUGGESTIONS);
    if (expressions.isEmpty()) {
      return seen(context).values(tag, TextFilter.startingWith(prefix), most).stream()
          .map(TagValue::value)
          .toList();
    }
    var all = new ArrayList<>(expressions);
    all.add(tag + "!=");
    return seen(context).completeValues(TagPattern.query(all), tag, prefix, most);
  }

  private Object tagSeries(Context context, Parameters parameters) {
    var text = parameters.last("path", "");
    if (text.isEmpty()) {
      throw new InvalidParametersException("no path specified");
    }
    var path = seen(context, path(text));
    editor.enter(path);
    return path.text();
  }

  private Object tagMultiSeries(Context context, Parameters parameters) {
    var paths = paths(context, parameters, "no paths specified");
    paths.forEach(editor::enter);
    return paths.stream().map(MetricPath::text).toList();
  }

  private Object forgetSeries(Context context, Parameters parameters) {
    paths(context, parameters, "no path specified").forEach(editor::forget);
    return true;
  }

  /// All are read before one is changed.
  private static List<MetricPath> paths(Context context, Parameters parameters, String none) {
    var texts = list(parameters, "path");
    if (texts.isEmpty()) {
      throw new InvalidParametersException(none);
    }
    return texts.stream().map(text -> seen(context, path(text))).toList();
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
