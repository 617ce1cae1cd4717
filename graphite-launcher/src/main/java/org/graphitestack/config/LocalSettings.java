// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.graphitestack.config.PythonStatements.Statement;

/// The assignments of a graphite-web's local_settings.py, read without executing it.
///
/// @param settings by name, in the order of the file; of several assignments the last
/// @param unread what stands in the file and is no assignment that can be read, with the reason
record LocalSettings(Map<String, Assigned> settings, List<Unread> unread) {

  private static final Set<String> IMPORTING = Set.of("import", "from");
  private static final int SHORTEST_ASSIGNMENT = 3;

  /// A value and where it stands.
  record Assigned(int line, PythonValue value) {}

  /// Something that could not be read.
  ///
  /// @param name of the setting; empty if it is none
  record Unread(int line, String name, String reason) {}

  LocalSettings {
    settings = Map.copyOf(settings);
    unread = List.copyOf(unread);
  }

  /// Reads a file.
  ///
  /// @param source names it in messages
  /// @throws InvalidConfigException if it cannot even be cut into statements
  static LocalSettings parse(String source, String text) throws InvalidConfigException {
    var reading = new Reading();
    for (var statement : PythonStatements.of(source, text)) {
      reading.read(statement);
    }
    return new LocalSettings(reading.settings, reading.unread);
  }

  /// The settings in the order of the file.
  List<Map.Entry<String, Assigned>> inOrder() {
    return settings.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> entry.getValue().line()))
        .toList();
  }

  private static final class Reading {

    private final Map<String, Assigned> settings = new LinkedHashMap<>();
    private final Map<String, PythonValue> values = new LinkedHashMap<>();
    private final List<Unread> unread = new ArrayList<>();

    void read(Statement statement) {
      var tokens = statement.tokens();
      var name = name(tokens);
      if (name.isEmpty()) {
        readOther(statement);
      } else if (statement.indented()) {
        forget(statement, name.get(), "it holds under a condition, or in a function, alone");
      } else {
        readAssignment(statement, name.get());
      }
    }

    /// The name that a statement gives a value, if it does so with one name.
    private static Optional<String> name(List<PythonToken> tokens) {
      return tokens.size() >= SHORTEST_ASSIGNMENT
              && tokens.getFirst().kind() == PythonToken.Kind.NAME
              && (tokens.get(1).is("=") || tokens.get(1).is("+="))
          ? Optional.of(tokens.getFirst().text())
          : Optional.empty();
    }

    private void readAssignment(Statement statement, String name) {
      var tokens = statement.tokens();
      try {
        var value = PythonExpression.read(tokens.subList(2, tokens.size()), values);
        if (tokens.get(1).is("+=")) {
          var before = values.get(name);
          if (before == null) {
            throw new PythonExpression.Unreadable("it adds to a value that is not in this file");
          }
          value = PythonExpression.added(before, value);
        }
        values.put(name, value);
        settings.put(name, new Assigned(statement.line(), value));
      } catch (PythonExpression.Unreadable cannot) {
        forget(statement, name, String.valueOf(cannot.getMessage()));
      }
    }

    /// What was assigned before may not hold any more.
    private void forget(Statement statement, String name, String reason) {
      values.remove(name);
      settings.remove(name);
      unread.add(new Unread(statement.line(), name, reason));
    }

    private void readOther(Statement statement) {
      var first = statement.tokens().getFirst();
      if (first.kind() == PythonToken.Kind.NAME && IMPORTING.contains(first.text())) {
        if (statement.tokens().getLast().is("*")) {
          unread.add(new Unread(statement.line(), "", "settings of another file are not read"));
        }
        return;
      }
      if (first.kind() == PythonToken.Kind.TEXT && statement.tokens().size() == 1) {
        return;
      }
      if (statement.tokens().size() > 1 && statement.tokens().get(1).is("[")) {
        forget(statement, first.text(), "a part of it is given another value");
      } else if (!statement.indented()) {
        var words = first.text() + (statement.tokens().size() > 1 ? " …" : "");
        unread.add(new Unread(statement.line(), "", "`" + words + "` would have to be executed"));
      }
    }
  }
}
