// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// The templates a request may choose from, by name.
public final class GraphTemplates {

  static final String DEFAULT = "default";
  private static final String DARK = "dark";

  private final Map<String, GraphTemplate> templates;

  private GraphTemplates(Map<String, GraphTemplate> templates) {
    this.templates = Map.copyOf(templates);
  }

  /// The templates that Graphite ships.
  public static GraphTemplates builtIn() {
    try (var resource = GraphTemplates.class.getResourceAsStream("graphTemplates.conf")) {
      if (resource == null) {
        throw new IllegalStateException("graphTemplates.conf: not in the jar");
      }
      return parse(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("graphTemplates.conf", e);
    }
  }

  /// Reads the content of a graphTemplates.conf. Needs a section `default`; other sections inherit
  /// what they do not name from it.
  ///
  /// @throws IllegalArgumentException naming line, what was found and what was expected
  public static GraphTemplates parse(String text) {
    Map<String, Map<String, String>> sections = sections(text);
    Map<String, String> defaults = sections.get(DEFAULT);
    if (defaults == null) {
      throw new IllegalArgumentException(
          "sections " + sections.keySet() + " (expected: one of them [default])");
    }
    var templates = new HashMap<String, GraphTemplate>();
    sections.forEach(
        (name, section) -> {
          var values = new HashMap<>(defaults);
          values.putAll(section);
          templates.put(name, template(values));
        });
    return new GraphTemplates(templates);
  }

  /// The same where a graph that names no template, or none there is, has that one. If there is
  /// none of that name, nothing changes.
  GraphTemplates withDefault(String name) {
    var chosen = templates.get(name);
    if (chosen == null || name.equals(DEFAULT)) {
      return this;
    }
    var changed = new HashMap<>(templates);
    changed.put(DEFAULT, chosen);
    return new GraphTemplates(changed);
  }

  /// The same where the default template has other colours of lines, unless there are none.
  ///
  /// @param colors names, or `rrggbb`
  /// @throws IllegalArgumentException if one is no colour
  public GraphTemplates withLineColors(List<String> colors) {
    if (colors.isEmpty()) {
      return this;
    }
    var template = named(DEFAULT);
    var changed = new HashMap<>(templates);
    changed.put(
        DEFAULT,
        new GraphTemplate(
            template.background(),
            template.foreground(),
            template.majorLine(),
            template.minorLine(),
            GraphColors.parseList("lineColors", String.join(",", colors)),
            template.font()));
    return new GraphTemplates(changed);
  }

  /// The template of that name, else the default one.
  GraphTemplate named(String name) {
    GraphTemplate named = templates.get(name);
    return named != null ? named : Objects.requireNonNull(templates.get(DEFAULT));
  }

  /// The template for dark surroundings: the section `dark` of the file, else our own.
  GraphTemplate dark() {
    GraphTemplate dark = templates.get(DARK);
    return dark != null ? dark : Objects.requireNonNull(builtIn().templates.get(DARK));
  }

  private static Map<String, Map<String, String>> sections(String text) {
    var sections = new HashMap<String, Map<String, String>>();
    Map<String, String> current = new HashMap<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String content = line.strip();
      if (content.isEmpty() || content.startsWith("#") || content.startsWith(";")) {
        continue;
      }
      if (content.startsWith("[") && content.endsWith("]")) {
        String name = content.substring(1, content.length() - 1);
        current = sections.computeIfAbsent(name, _ -> new HashMap<>());
        continue;
      }
      int separator = content.indexOf('=') < 0 ? content.indexOf(':') : content.indexOf('=');
      if (separator < 1) {
        throw new IllegalArgumentException(
            "line " + number + ": " + content + " (expected: [section] or key = value)");
      }
      current.put(
          content.substring(0, separator).strip().toLowerCase(Locale.ROOT),
          content.substring(separator + 1).strip());
    }
    return sections;
  }

  private static GraphTemplate template(Map<String, String> values) {
    var section = new GraphParameters(values);
    return new GraphTemplate(
        section.color("background", GraphColors.parse("background", "white")),
        section.color("foreground", GraphColors.parse("foreground", "black")),
        section.color("majorline", GraphColors.parse("majorLine", "rose")),
        section.color("minorline", GraphColors.parse("minorLine", "grey")),
        GraphColors.parseList(
            "lineColors",
            values.getOrDefault(
                "linecolors",
                "blue,green,red,purple,brown,yellow,aqua,grey,magenta,pink,gold,rose")),
        new GraphFont(
            GraphFont.Family.of(section.text("fontname", "Sans")),
            (int) section.number("fontsize", 10),
            section.flag("fontbold", false),
            section.flag("fontitalic", false)));
  }
}
