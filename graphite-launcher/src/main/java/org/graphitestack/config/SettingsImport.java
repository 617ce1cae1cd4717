// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.graphitestack.config.LocalSettings.Assigned;
import org.graphitestack.web.access.AccessRules;

/// What becomes of a graphite-web's local_settings.py: lines for graphite-web.toml, and for every
/// setting that is not taken the reason.
///
/// @param taken lines `key = value`, in the order of the file
/// @param left settings that are not taken, and why
public record SettingsImport(List<String> taken, List<Left> left) {

  /// A setting that is not taken.
  ///
  /// @param place file and line
  /// @param name empty if it is no setting
  /// @param reason a sentence without a full stop
  public record Left(String place, String name, String reason) {

    @Override
    public String toString() {
      return place + ": " + (name.isEmpty() ? "" : name + ": ") + reason;
    }
  }

  public SettingsImport {
    taken = List.copyOf(taken);
    left = List.copyOf(left);
  }

  /// Settings that are called otherwise here, where the value means the same.
  private static final Map<String, String> SAME_MEANING =
      Map.of(
          "FETCH_TIMEOUT", "render_seconds",
          "FIND_TIMEOUT", "find_seconds",
          "METRICS_FIND_FAILURE_THRESHOLD", "find_nodes");

  /// Reads a file.
  ///
  /// @throws InvalidConfigException if it is no Python
  public static SettingsImport read(Path file) throws IOException, InvalidConfigException {
    try {
      return of(file.getFileName().toString(), Files.readString(file));
    } catch (CharacterCodingException _) {
      throw new InvalidConfigException(file.toString(), "bytes that are no UTF-8", "a text");
    }
  }

  static SettingsImport of(String source, String text) throws InvalidConfigException {
    var read = LocalSettings.parse(source, text);
    var taken = new ArrayList<String>();
    var left = new ArrayList<Left>();
    for (var entry : read.inOrder()) {
      var name = entry.getKey();
      var place = source + ":" + entry.getValue().line();
      var reason = take(name, entry.getValue(), taken);
      reason.ifPresent(why -> left.add(new Left(place, name, why)));
    }
    read.unread().forEach(u -> left.add(new Left(source + ":" + u.line(), u.name(), u.reason())));
    return new SettingsImport(taken, left);
  }

  /// @return why it is not taken; empty if it is
  private static Optional<String> take(String name, Assigned assigned, List<String> taken) {
    var advice = LeftSettings.advice(name, assigned.value());
    if (advice.isPresent()) {
      return advice;
    }
    var key = SAME_MEANING.getOrDefault(name, name.toLowerCase(Locale.ROOT));
    var kind = WebKeys.KINDS.get(key);
    if (kind == null || !name.equals(name.toUpperCase(Locale.ROOT))) {
      return Optional.of(LeftSettings.reason(name));
    }
    if (assigned.value() instanceof PythonValue.None) {
      return Optional.of("None is the default here too");
    }
    if (assigned.value() instanceof PythonValue.Numeral(var number) && Double.isInfinite(number)) {
      return Optional.of("infinity: here there is always a limit, see docs/web-settings.md");
    }
    var value = toml(kind, assigned.value());
    if (value.isEmpty()) {
      return Optional.of("its value is not " + kind.expected());
    }
    var line = key + " = " + value.get();
    try {
      WebSettings.of(
          WebToml.parse("", line),
          AccessRules.NONE,
          PythonIni.parse("", ""),
          List.of(),
          Path.of(""));
    } catch (InvalidConfigException wrong) {
      return Optional.of(String.valueOf(wrong.getMessage()).replaceFirst("^:\\d+: ", ""));
    }
    taken.add(line);
    return Optional.empty();
  }

  private static Optional<String> toml(WebKeys.Kind kind, PythonValue value) {
    return switch (kind) {
      case TEXT -> text(value);
      case NUMBER, BYTES -> number(value);
      case FLAG -> flag(value);
      case TEXTS -> list(value, SettingsImport::text);
      case PAIRS -> list(value, pair -> list(pair, SettingsImport::number));
    };
  }

  private static Optional<String> text(PythonValue value) {
    return value instanceof PythonValue.Text(var text)
        ? Optional.of(quoted(text))
        : Optional.empty();
  }

  private static Optional<String> number(PythonValue value) {
    return value instanceof PythonValue.Numeral number
        ? Optional.of(
            number.isWhole() ? String.valueOf((long) number.number()) : "" + number.number())
        : Optional.empty();
  }

  /// Python takes numbers for flags.
  private static Optional<String> flag(PythonValue value) {
    return switch (value) {
      case PythonValue.Flag(var on) -> Optional.of(String.valueOf(on));
      case PythonValue.Numeral(var number) -> Optional.of(String.valueOf(number != 0));
      default -> Optional.empty();
    };
  }

  private interface Writing {

    Optional<String> toml(PythonValue value);
  }

  private static Optional<String> list(PythonValue value, Writing writing) {
    if (!(value instanceof PythonValue.Sequence(var elements))) {
      return Optional.empty();
    }
    var list = new StringJoiner(", ", "[", "]");
    for (var element : elements) {
      var text = writing.toml(element);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      list.add(text.get());
    }
    return Optional.of(list.toString());
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (c < ' ' || c == 127) {
                quoted.append(String.format(Locale.ROOT, "\\u%04X", c));
              } else {
                quoted.append((char) c);
              }
            });
    return quoted.append('"').toString();
  }

  /// Whether a graphite-web.toml says nothing: all of it is blank or comment.
  public static boolean saysNothing(String toml) {
    return toml.lines().map(String::strip).allMatch(l -> l.isEmpty() || l.startsWith("#"));
  }

  /// What goes into graphite-web.toml: what is taken, and as comments what is not.
  public String toml() {
    var text = new StringBuilder("# ---- from local_settings.py ----\n");
    taken.forEach(line -> text.append(line).append('\n'));
    if (!left.isEmpty()) {
      text.append("# Not taken:\n");
      text.append(
          left.stream()
              .map(one -> "# " + one.toString().replaceAll("\\s+", " ") + "\n")
              .collect(Collectors.joining()));
    }
    return text.toString();
  }
}
