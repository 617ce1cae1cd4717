// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An ini file with the rules of Python's `ConfigParser`:
///
/// - `key = value` or `key: value`; keys in any case; `[section]` in this case only
/// - a line that begins with `#` or `;` is a comment; a `#` further right belongs to the value
/// - a line indented deeper than its key continues the value, empty lines between included
/// - the same section or key twice is an error; `[DEFAULT]` may repeat and feeds all sections
/// - `%(key)s` in a value is that key's value, `%%` is a percent sign, any other `%` is an error
///
/// Source: the `configparser` page of Python's library reference; the cases in the test were run
/// through Python 3.11.
final class PythonIni {

  private static final String DEFAULT_SECTION = "DEFAULT";
  private static final Pattern HEADER = Pattern.compile("\\[(.+)\\].*", Pattern.DOTALL);
  private static final Pattern OPTION = Pattern.compile("(.*?)\\s*[=:]\\s*(.*)", Pattern.DOTALL);
  private static final Pattern REFERENCE = Pattern.compile("\\(([^)]+)\\)s");
  private static final int MAX_DEPTH = 10;

  /// A value as it stands in the file.
  private record Raw(String text, int line) {}

  private final String source;
  private final Map<String, Raw> defaults = new LinkedHashMap<>();
  private final Map<String, Map<String, Raw>> sections = new LinkedHashMap<>();

  private PythonIni(String source) {
    this.source = source;
  }

  /// Reads a file's text.
  ///
  /// @param source the file, for messages
  static PythonIni parse(String source, String text) throws InvalidConfigException {
    var ini = new PythonIni(source);
    ini.new Reader().read(text.startsWith("\ufeff") ? text.substring(1) : text);
    return ini;
  }

  String source() {
    return source;
  }

  /// The sections' names in the file's order, without `DEFAULT`.
  List<String> sections() {
    return List.copyOf(sections.keySet());
  }

  /// A key's value in a section, or in `DEFAULT`.
  ///
  /// @throws InvalidConfigException if a `%` in it makes no sense
  Optional<Setting> find(String section, String key) throws InvalidConfigException {
    var lower = key.toLowerCase(Locale.ROOT);
    var raw = raw(section, lower);
    return raw == null
        ? Optional.empty()
        : Optional.of(
            new Setting(place(raw.line()), section, lower, interpolated(section, lower, raw)));
  }

  /// All of a section's settings, those of `DEFAULT` included.
  ///
  /// @throws InvalidConfigException if a `%` in one of them makes no sense
  List<Setting> settings(String section) throws InvalidConfigException {
    var keys = new LinkedHashMap<>(sections.getOrDefault(section, Map.of()));
    defaults.forEach(keys::putIfAbsent);
    var settings = new ArrayList<Setting>();
    for (var key : keys.keySet()) {
      find(section, key).ifPresent(settings::add);
    }
    return settings;
  }

  private @Nullable Raw raw(String section, String key) {
    var own = sections.getOrDefault(section, Map.of()).get(key);
    return own == null ? defaults.get(key) : own;
  }

  private String place(int line) {
    return source + ":" + line;
  }

  private String interpolated(String section, String key, Raw raw) throws InvalidConfigException {
    return interpolated(section, key, raw.text(), raw.line(), 1);
  }

  private String interpolated(String section, String key, String text, int line, int depth)
      throws InvalidConfigException {
    if (depth > MAX_DEPTH) {
      throw new InvalidConfigException(
          place(line), key + " refers to itself", "at most " + MAX_DEPTH + " levels of %(key)s");
    }
    var out = new StringBuilder();
    for (var at = 0; at < text.length(); at++) {
      if (text.charAt(at) != '%') {
        out.append(text.charAt(at));
        continue;
      }
      if (text.startsWith("%%", at)) {
        out.append('%');
        at++;
        continue;
      }
      var reference = REFERENCE.matcher(text).region(at + 1, text.length());
      if (!reference.lookingAt()) {
        throw new InvalidConfigException(
            place(line), key + " = " + text, "%% for a percent sign, or %(key)s");
      }
      var other = reference.group(1).toLowerCase(Locale.ROOT);
      var value = raw(section, other);
      if (value == null) {
        throw new InvalidConfigException(
            place(line),
            "%(" + other + ")s",
            "a key of section [" + section + "] or [" + DEFAULT_SECTION + "]");
      }
      out.append(interpolated(section, other, value.text(), value.line(), depth + 1));
      at = reference.end() - 1;
    }
    return out.toString();
  }

  /// The state of reading: which section and key are open, and how deep the key was indented.
  private final class Reader {

    private @Nullable Map<String, Raw> section;
    private String sectionName = "";
    private @Nullable String key;
    private final StringBuilder value = new StringBuilder();
    private int keyLine;
    private int keyIndent;

    void read(String text) throws InvalidConfigException {
      var lines = text.split("\r\n|\r|\n", -1);
      for (var i = 0; i < lines.length; i++) {
        line(lines[i], i + 1);
      }
      closeKey();
    }

    private void line(String line, int number) throws InvalidConfigException {
      var content = line.strip();
      if (content.startsWith("#") || content.startsWith(";")) {
        return;
      }
      if (content.isEmpty()) {
        value.append('\n');
        return;
      }
      var indent = line.indexOf(content.charAt(0));
      if (key != null && indent > keyIndent) {
        value.append('\n').append(content);
        return;
      }
      closeKey();
      keyIndent = indent;
      var header = HEADER.matcher(content);
      if (header.matches()) {
        open(header.group(1), number);
      } else {
        option(content, number);
      }
    }

    private void open(String name, int line) throws InvalidConfigException {
      sectionName = name;
      if (name.equals(DEFAULT_SECTION)) {
        section = defaults;
        return;
      }
      if (sections.containsKey(name)) {
        throw new InvalidConfigException(
            place(line), "section [" + name + "] again", "each section once");
      }
      section = new LinkedHashMap<>();
      sections.put(name, section);
    }

    private void option(String content, int line) throws InvalidConfigException {
      if (section == null) {
        throw new InvalidConfigException(place(line), content, "a [section] first");
      }
      var option = OPTION.matcher(content);
      if (!option.matches() || option.group(1).isEmpty()) {
        throw new InvalidConfigException(place(line), content, "key = value");
      }
      var name = option.group(1).toLowerCase(Locale.ROOT);
      if (section.containsKey(name)) {
        throw new InvalidConfigException(
            place(line), name + " again in section [" + sectionName + "]", "each key once");
      }
      key = name;
      keyLine = line;
      value.setLength(0);
      value.append(option.group(2).strip());
      section.put(name, new Raw("", line));
    }

    private void closeKey() {
      if (key != null && section != null) {
        section.put(key, new Raw(value.toString().stripTrailing(), keyLine));
      }
      key = null;
      value.setLength(0);
    }
  }
}
