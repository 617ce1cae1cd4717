// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.graphitestack.storage.tag.TagCatalog;
import org.graphitestack.storage.tag.TagExpression;
import org.graphitestack.storage.tag.TagIndex;
import org.graphitestack.storage.tag.TagQuery;
import org.graphitestack.storage.tag.TagValue;
import org.graphitestack.storage.tag.TextFilter;

/// The tags and values of the series that someone sees. Thread-safe.
///
/// Every answer is made from the names of the series it is about, since only those tell what is
/// seen. Series without tags that were entered by name count for nothing here.
public final class VisibleTags implements TagCatalog {

  /// A name no series lacks.
  private static final TagExpression ANY_NAME =
      new TagExpression("name!=", "name", "", value -> !value.isEmpty());

  private final TagIndex index;
  private final Visibility sees;

  private VisibleTags(TagIndex index, Visibility sees) {
    this.index = index;
    this.sees = sees;
  }

  /// The catalog itself for someone who sees everything.
  public static TagCatalog of(TagCatalog catalog, Visibility sees) {
    return sees.all() ? catalog : new VisibleTags(catalog, sees);
  }

  /// The index itself for someone who sees everything.
  public static TagIndex of(TagIndex index, Visibility sees) {
    return sees.all() ? index : new VisibleTags(index, sees);
  }

  @Override
  public List<String> find(TagQuery query, int most) {
    return index.find(query, Integer.MAX_VALUE).stream().filter(sees::sees).limit(most).toList();
  }

  @Override
  public List<String> tags(TextFilter filter, int most) {
    return tagged(List.of()).stream()
        .flatMap(series -> Visibility.tags(series).keySet().stream())
        .distinct()
        .filter(accepted(filter))
        .sorted()
        .limit(most)
        .toList();
  }

  @Override
  public boolean hasTag(String tag) {
    return !tagged(List.of(having(tag))).isEmpty();
  }

  @Override
  public List<TagValue> values(String tag, TextFilter filter, int most) {
    return valuesOf(tagged(List.of(having(tag))), tag, filter, most);
  }

  @Override
  public List<String> completeTags(TagQuery query, String prefix, int most) {
    var named = query.expressions().stream().map(TagExpression::tag).toList();
    return tagged(query.expressions()).stream()
        .flatMap(series -> Visibility.tags(series).keySet().stream())
        .distinct()
        .filter(tag -> tag.startsWith(prefix) && !named.contains(tag))
        .sorted()
        .limit(most)
        .toList();
  }

  @Override
  public List<String> completeValues(TagQuery query, String tag, String prefix, int most) {
    return valuesOf(tagged(query.expressions()), tag, TextFilter.startingWith(prefix), most)
        .stream()
        .map(TagValue::value)
        .toList();
  }

  private List<String> tagged(Collection<TagExpression> expressions) {
    var all = new ArrayList<>(expressions);
    all.add(ANY_NAME);
    return index.find(new TagQuery(all), Integer.MAX_VALUE).stream()
        .filter(series -> series.indexOf(';') >= 0 && sees.sees(series))
        .toList();
  }

  private static TagExpression having(String tag) {
    return new TagExpression(tag + "!=", tag, "", value -> !value.isEmpty());
  }

  private static List<TagValue> valuesOf(
      List<String> tagged, String tag, TextFilter filter, int most) {
    var counts = new TreeMap<String, Integer>();
    for (var series : tagged) {
      var value = Visibility.tags(series).getOrDefault(tag, "");
      if (!value.isEmpty() && accepted(filter).test(value)) {
        counts.merge(value, 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .limit(most)
        .map(entry -> new TagValue(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Predicate<String> accepted(TextFilter filter) {
    return text -> text.startsWith(filter.prefix()) && filter.accepts().test(text);
  }
}
