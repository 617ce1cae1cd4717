// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.ceres;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.Retention;
import org.graphitestack.model.RetentionPolicy;
import org.graphitestack.model.SeriesLayout;
import org.jspecify.annotations.Nullable;

/// What `.ceres-node` says of a series: `timeStep`, and whatever else there is. carbon puts
/// `retentions`, `xFilesFactor` and `aggregationMethod` there; keys of others are kept.
///
/// @param keys all of it, in the order of the file: texts, whole numbers (Long), numbers (Double),
///   Boolean, null, lists and maps
public record NodeMetadata(Map<String, @Nullable Object> keys) {

  static final String TIME_STEP = "timeStep";
  static final String RETENTIONS = "retentions";
  static final String X_FILES_FACTOR = "xFilesFactor";
  static final String AGGREGATION = "aggregationMethod";

  /// The step of a node that is made without one.
  public static final int DEFAULT_STEP = 60;

  /// How far back a node that says nothing of it reaches: for ever, as far as a layout can say it.
  private static final long FOR_EVER = Integer.MAX_VALUE;

  public NodeMetadata {
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    if (!(keys.get(TIME_STEP) instanceof Number step)
        || step.longValue() < 1
        || step.longValue() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          TIME_STEP + ": " + keys.get(TIME_STEP) + " (expected: a whole number >= 1)");
    }
    archivesIn(keys);
  }

  /// Of a node that only has a step.
  public static NodeMetadata of(int timeStep) {
    return new NodeMetadata(Map.of(TIME_STEP, (long) timeStep));
  }

  /// As carbon creates it.
  public static NodeMetadata of(SeriesLayout layout) {
    var keys = new LinkedHashMap<String, @Nullable Object>();
    keys.put(RETENTIONS, listOf(layout.retentions()));
    keys.put(TIME_STEP, (long) layout.retentions().finest().secondsPerPoint());
    keys.put(X_FILES_FACTOR, layout.xFilesFactor());
    keys.put(AGGREGATION, layout.aggregation().text());
    return new NodeMetadata(keys);
  }

  private static List<List<Long>> listOf(RetentionPolicy policy) {
    return policy.archives().stream()
        .map(archive -> List.of((long) archive.secondsPerPoint(), (long) archive.points()))
        .toList();
  }

  /// The finest step, that of what is written.
  public int timeStep() {
    return keys.get(TIME_STEP) instanceof Number step ? step.intValue() : DEFAULT_STEP;
  }

  /// The archives, finest first; the first has the time step. Empty if the node keeps everything
  /// for ever.
  public List<NodeArchive> archives() {
    var archives = archivesIn(keys);
    if (archives.isEmpty() || archives.getFirst().step() == timeStep()) {
      return archives;
    }
    var first = archives.getFirst();
    var finest = new NodeArchive(timeStep(), Math.max(1, first.seconds() / timeStep()));
    var corrected = new ArrayList<NodeArchive>();
    corrected.add(finest);
    archives.stream().skip(1).filter(other -> other.step() > timeStep()).forEach(corrected::add);
    return corrected;
  }

  private static List<NodeArchive> archivesIn(Map<String, @Nullable Object> keys) {
    if (!(keys.get(RETENTIONS) instanceof List<?> list)) {
      return List.of();
    }
    return list.stream()
        .map(NodeMetadata::archive)
        .sorted(Comparator.comparingInt(NodeArchive::step))
        .toList();
  }

  private static NodeArchive archive(Object entry) {
    if (entry instanceof List<?> pair
        && pair.size() == 2
        && pair.get(0) instanceof Number step
        && pair.get(1) instanceof Number points
        && step.longValue() <= Integer.MAX_VALUE) {
      return new NodeArchive(step.intValue(), points.longValue());
    }
    throw new IllegalArgumentException(
        RETENTIONS + ": " + entry + " (expected: pairs of seconds per point and points)");
  }

  /// The share of known values that a roll-up needs; 0.5 if the node does not say.
  public double xFilesFactor() {
    return keys.get(X_FILES_FACTOR) instanceof Number factor
            && factor.doubleValue() >= 0
            && factor.doubleValue() <= 1
        ? factor.doubleValue()
        : 0.5;
  }

  /// How values roll up; average if the node does not say, or something nobody knows.
  public AggregationMethod aggregation() {
    if (keys.get(AGGREGATION) instanceof String text) {
      try {
        return AggregationMethod.parse(text);
      } catch (IllegalArgumentException _) {
        return AggregationMethod.AVERAGE;
      }
    }
    return AggregationMethod.AVERAGE;
  }

  /// What other engines would call it. Of archives that do not fit together only the finest step
  /// and the longest reach are told.
  public SeriesLayout layout() {
    return new SeriesLayout(retentions(), xFilesFactor(), aggregation());
  }

  private RetentionPolicy retentions() {
    var archives = archives();
    if (!archives.isEmpty()) {
      try {
        return new RetentionPolicy(archives.stream().map(NodeMetadata::retention).toList());
      } catch (IllegalArgumentException _) {
        // Told below.
      }
    }
    var reach = archives.stream().mapToLong(NodeArchive::seconds).max().orElse(FOR_EVER);
    return RetentionPolicy.of(
        retention(new NodeArchive(timeStep(), Math.max(1, reach / timeStep()))));
  }

  private static Retention retention(NodeArchive archive) {
    return new Retention(archive.step(), (int) Math.min(Integer.MAX_VALUE, archive.points()));
  }

  /// The same with another way to roll up.
  public NodeMetadata with(AggregationMethod method) {
    return with(AGGREGATION, method.text());
  }

  /// The same with the retentions, the factor and the method of a layout, and its finest step.
  public NodeMetadata with(SeriesLayout layout) {
    var changed = new LinkedHashMap<String, @Nullable Object>(keys);
    changed.putAll(of(layout).keys());
    return new NodeMetadata(changed);
  }

  private NodeMetadata with(String key, Object value) {
    var changed = new LinkedHashMap<String, @Nullable Object>(keys);
    changed.put(key, value);
    return new NodeMetadata(changed);
  }
}
