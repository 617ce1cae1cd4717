// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.graphitestack.storage.PathOrder;
import org.graphitestack.storage.tag.TagCatalog;
import org.graphitestack.storage.tag.TagQuery;
import org.graphitestack.storage.tag.TagValue;
import org.graphitestack.storage.tag.TextFilter;

/// The tags of this server and of all others together. Values of other servers count no series. For
/// one request.
public final class ClusterTags implements TagCatalog {

  /// No list of another server is longer.
  private static final int LONGEST_LIST = 1_000_000;

  private final TagCatalog own;
  private final Cluster cluster;
  private final MissingServers missing;

  /// @param own of this server
  /// @param missing where servers without an answer are noted
  public ClusterTags(TagCatalog own, Cluster cluster, MissingServers missing) {
    this.own = own;
    this.cluster = cluster;
    this.missing = missing;
  }

  @Override
  public List<String> find(TagQuery query, int most) {
    return merged(own.find(query, most), "/tags/findSeries", expressions(query), _ -> true, most);
  }

  @Override
  public List<String> tags(TextFilter filter, int most) {
    var fields = List.of(prefix("tagPrefix", filter.prefix()), limit());
    return merged(
        own.tags(filter, most), "/tags/autoComplete/tags", fields, filter.accepts(), most);
  }

  @Override
  public boolean hasTag(String tag) {
    return own.hasTag(tag) || !values(tag, TextFilter.ALL, 1).isEmpty();
  }

  @Override
  public List<TagValue> values(String tag, TextFilter filter, int most) {
    var fields = List.of(new Field("tag", tag), prefix("valuePrefix", filter.prefix()), limit());
    Map<String, TagValue> values = new TreeMap<>(PathOrder.PATHS);
    own.values(tag, filter, most).forEach(value -> values.put(value.value(), value));
    for (var value : remote("/tags/autoComplete/values", fields, values.isEmpty())) {
      if (filter.accepts().test(value)) {
        values.putIfAbsent(value, new TagValue(value, 0));
      }
    }
    return values.values().stream().limit(most).toList();
  }

  @Override
  public List<String> completeTags(TagQuery query, String prefix, int most) {
    var fields = new ArrayList<>(expressions(query));
    fields.add(prefix("tagPrefix", prefix));
    fields.add(limit());
    return merged(
        own.completeTags(query, prefix, most), "/tags/autoComplete/tags", fields, _ -> true, most);
  }

  @Override
  public List<String> completeValues(TagQuery query, String tag, String prefix, int most) {
    var fields = new ArrayList<>(expressions(query));
    fields.add(new Field("tag", tag));
    fields.add(prefix("valuePrefix", prefix));
    fields.add(limit());
    return merged(
        own.completeValues(query, tag, prefix, most),
        "/tags/autoComplete/values",
        fields,
        _ -> true,
        most);
  }

  private List<String> merged(
      List<String> found, String path, List<Field> fields, Predicate<String> accepts, int most) {
    var all = new TreeSet<>(PathOrder.PATHS);
    all.addAll(found);
    remote(path, fields, found.isEmpty()).stream().filter(accepts).forEach(all::add);
    return all.stream().limit(most).toList();
  }

  /// @param nothingElse whether what others say is all there is
  private List<String> remote(String path, List<Field> fields, boolean nothingElse) {
    var gathered = cluster.tagTexts(path, fields);
    if (gathered.unknown() && nothingElse) {
      throw gathered.unreachable();
    }
    missing.note(gathered);
    return Gathered.all(gathered);
  }

  private static List<Field> expressions(TagQuery query) {
    return query.expressions().stream().map(one -> new Field("expr", one.text())).toList();
  }

  private static Field prefix(String name, String prefix) {
    return new Field(name, prefix);
  }

  private static Field limit() {
    return Field.of("limit", LONGEST_LIST);
  }
}
