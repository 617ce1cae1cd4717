// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.graphitestack.cache.schema.AggregationRule;
import org.graphitestack.cache.schema.SchemaRule;
import org.graphitestack.cache.schema.SchemaRules;
import org.graphitestack.model.AggregationMethod;
import org.graphitestack.model.Retention;
import org.graphitestack.model.RetentionPolicy;

/// The two files that say which layout a new series gets.
///
/// @param schemas storage-schemas.conf
/// @param aggregation storage-aggregation.conf
public record SchemaFiles(Path schemas, Path aggregation) {

  private static final Logger LOG = System.getLogger(SchemaFiles.class.getName());

  /// What the files say.
  ///
  /// @param notes one line each for what was passed over, for the log
  public record Loaded(SchemaRules rules, List<String> notes) {

    public Loaded {
      notes = List.copyOf(notes);
    }
  }

  /// The files in a folder, under carbon's names.
  public static SchemaFiles in(Path folder) {
    return new SchemaFiles(
        folder.resolve("storage-schemas.conf"), folder.resolve("storage-aggregation.conf"));
  }

  /// Reads both. A file that is not there leaves carbon's defaults; a section that lacks a key is
  /// passed over as in carbon; both are noted.
  ///
  /// @throws InvalidConfigException if a file cannot be understood; the message names the line
  public Loaded load() throws IOException, InvalidConfigException {
    var notes = new ArrayList<String>();
    return new Loaded(new SchemaRules(schemaRules(notes), aggregationRules(notes)), notes);
  }

  /// Loads them again when they change.
  ///
  /// @param changed gets the new rules, on the watch's thread
  public FilesWatch watch(Consumer<SchemaRules> changed) {
    return FilesWatch.start(
        "storage schemas",
        () -> List.of(schemas, aggregation),
        () -> {
          var loaded = load();
          loaded.notes().forEach(note -> LOG.log(Level.WARNING, note));
          changed.accept(loaded.rules());
        });
  }

  List<SchemaRule> schemaRules(List<String> notes) throws IOException, InvalidConfigException {
    var rules = new ArrayList<SchemaRule>();
    if (!Files.exists(schemas)) {
      notes.add(schemas + ": not there, every new series gets 60:10080");
      return rules;
    }
    var ini = parsed(schemas);
    for (var section : ini.sections()) {
      var pattern = ini.find(section, "pattern");
      var retentions = ini.find(section, "retentions");
      if (pattern.isEmpty() || retentions.isEmpty()) {
        notes.add(missing(ini, section, pattern.isEmpty() ? "pattern" : "retentions"));
        continue;
      }
      var archives = archives(retentions.get());
      var search = search(pattern.get());
      try {
        rules.add(new SchemaRule(section, search, new RetentionPolicy(archives)));
      } catch (IllegalArgumentException misfit) {
        notes.add(
            retentions.get().place()
                + ": section ["
                + section
                + "] is passed over: "
                + misfit.getMessage());
      }
    }
    return rules;
  }

  List<AggregationRule> aggregationRules(List<String> notes)
      throws IOException, InvalidConfigException {
    var rules = new ArrayList<AggregationRule>();
    if (!Files.exists(aggregation)) {
      return rules;
    }
    var ini = parsed(aggregation);
    for (var section : ini.sections()) {
      var pattern = ini.find(section, "pattern");
      if (pattern.isEmpty()) {
        notes.add(missing(ini, section, "pattern"));
        continue;
      }
      rules.add(
          new AggregationRule(
              section,
              search(pattern.get()),
              xFilesFactor(ini.find(section, "xfilesfactor")),
              method(ini.find(section, "aggregationmethod"))));
    }
    return rules;
  }

  private static List<Retention> archives(Setting retentions) throws InvalidConfigException {
    var archives = new ArrayList<Retention>();
    for (var text : Arrays.asList(retentions.value().split(",", -1))) {
      try {
        archives.add(Retention.parse(text));
      } catch (IllegalArgumentException invalid) {
        throw new InvalidConfigException(
            retentions.place(),
            String.valueOf(invalid.getMessage()),
            "retentions such as 10s:6h,1m:7d");
      }
    }
    return archives;
  }

  private static Predicate<String> search(Setting pattern) throws InvalidConfigException {
    try {
      return SchemaPattern.of(pattern.value());
    } catch (IllegalArgumentException invalid) {
      throw new InvalidConfigException(
          pattern.place(), String.valueOf(invalid.getMessage()), "a regular expression");
    }
  }

  private static OptionalDouble xFilesFactor(Optional<Setting> setting)
      throws InvalidConfigException {
    if (setting.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      var factor = Double.parseDouble(setting.get().value());
      if (factor >= 0 && factor <= 1) {
        return OptionalDouble.of(factor);
      }
    } catch (NumberFormatException _) {
      // said below, like a number out of range
    }
    throw setting.get().invalid("a number from 0 to 1");
  }

  private static Optional<AggregationMethod> method(Optional<Setting> setting)
      throws InvalidConfigException {
    if (setting.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(AggregationMethod.parse(setting.get().value()));
    } catch (IllegalArgumentException _) {
      var known = Arrays.stream(AggregationMethod.values()).map(AggregationMethod::text).toList();
      throw setting.get().invalid("one of " + String.join(", ", known));
    }
  }

  private static PythonIni parsed(Path file) throws IOException, InvalidConfigException {
    return PythonIni.parse(file.toString(), Files.readString(file));
  }

  private static String missing(PythonIni ini, String section, String key) {
    return ini.source() + ": section [" + section + "] is passed over: it has no " + key;
  }
}
