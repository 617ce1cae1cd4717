// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The arrows between modules point one way; libraries stay in their rooms.
class ArchitectureTest {

  private static final String ROOT = "org.graphitestack.";

  /// Module by package prefix (longest wins) and what it may see beside itself and the JDK.
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("model", Set.of()),
          Map.entry("log", Set.of()),
          Map.entry("protocol", Set.of("model")),
          Map.entry("relay", Set.of("model", "log", "protocol")),
          Map.entry("storage", Set.of("model")),
          Map.entry("storage.whisper", Set.of("model", "storage")),
          Map.entry("storage.ceres", Set.of("model", "storage")),
          Map.entry("storage.cassandra", Set.of("model", "storage")),
          Map.entry("cache", Set.of("model", "log", "protocol", "storage")),
          Map.entry("web", Set.of("model", "protocol", "storage")),
          Map.entry(
              "config", Set.of("model", "log", "protocol", "relay", "cache", "storage", "web")),
          Map.entry(
              "launch",
              Set.of(
                  "config",
                  "model",
                  "log",
                  "protocol",
                  "relay",
                  "cache",
                  "storage",
                  "storage.whisper",
                  "storage.ceres",
                  "storage.cassandra",
                  "web")));

  /// Which rooms may use a library; all others may not.
  private static final Map<String, Set<String>> LIBRARIES =
      Map.of(
          "io.netty.", Set.of("protocol"),
          "io.javalin.", Set.of("web.http"),
          "org.eclipse.jetty.", Set.of("web.http"),
          "org.jfree.", Set.of("web.graph"),
          "java.awt.", Set.of("web.graph"),
          "picocli.", Set.of("launch"),
          "com.datastax.", Set.of("storage.cassandra"),
          "com.codahale.", Set.of("storage.cassandra"),
          "io.micrometer.", Set.of("launch"));

  private static JavaClasses classes;

  @BeforeAll
  static void importClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.graphitestack");
    assertThat(classes.size()).as("classes found").isGreaterThan(30);
  }

  @Test
  void modules_dependOnlyAlongTheArrows() {
    assertThat(brokenArrows(ARROWS)).isEmpty();
  }

  @Test
  void brokenArrow_isFound() {
    var withoutOne = new LinkedHashMap<>(ARROWS);
    withoutOne.put("storage", Set.of());

    assertThat(brokenArrows(withoutOne))
        .isNotEmpty()
        .allMatch(line -> line.contains("storage -> model"));
  }

  @Test
  void libraries_stayInTheirRooms() {
    assertThat(strayLibraries(LIBRARIES)).isEmpty();
  }

  @Test
  void strayLibrary_isFound() {
    assertThat(strayLibraries(Map.of("picocli.", Set.of()))).isNotEmpty();
  }

  @Test
  void packages_haveNoCycles() {
    SlicesRuleDefinition.slices()
        .matching("org.graphitestack.(**)")
        .should()
        .beFreeOfCycles()
        .check(classes);
  }

  @Test
  void everyPackage_saysWhatItIsFor() {
    var silent = new TreeSet<String>();
    for (var c : classes) {
      if (!c.getPackage().tryGetPackageInfo().isPresent()) {
        silent.add(c.getPackageName());
      }
    }
    assertThat(silent).isEmpty();
  }

  private static List<String> brokenArrows(Map<String, Set<String>> arrows) {
    var broken = new TreeSet<String>();
    for (var from : classes) {
      var room = roomOf(from, arrows.keySet());
      for (var dependency : from.getDirectDependenciesFromSelf()) {
        var target = dependency.getTargetClass();
        if (target.getPackageName().startsWith("org.graphitestack")) {
          var other = roomOf(target, arrows.keySet());
          if (!other.equals(room) && !arrows.get(room).contains(other)) {
            broken.add(room + " -> " + other + ": " + from.getName() + " uses " + target.getName());
          }
        }
      }
    }
    return List.copyOf(broken);
  }

  private static List<String> strayLibraries(Map<String, Set<String>> homes) {
    var stray = new TreeSet<String>();
    for (var from : classes) {
      for (var dependency : from.getDirectDependenciesFromSelf()) {
        var target = dependency.getTargetClass().getName();
        homes.forEach(
            (library, rooms) -> {
              if (target.startsWith(library)
                  && rooms.stream().noneMatch(room -> isIn(from, room))) {
                stray.add(from.getName() + " uses " + target);
              }
            });
      }
    }
    return List.copyOf(stray);
  }

  private static boolean isIn(JavaClass c, String room) {
    return (c.getPackageName() + ".").startsWith(ROOT + room + ".");
  }

  private static String roomOf(JavaClass c, Set<String> rooms) {
    return rooms.stream()
        .filter(room -> isIn(c, room))
        .max((a, b) -> Integer.compare(a.length(), b.length()))
        .orElseThrow(
            () ->
                new AssertionError(c.getName() + ": in no room (expected: one of " + rooms + ")"));
  }
}
