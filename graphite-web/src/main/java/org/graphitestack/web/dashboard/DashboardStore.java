// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.dashboard;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.graphitestack.web.state.StateStore;
import org.jdbi.v3.core.Handle;

/// The table of dashboards and templates. A state is the text of a JSON object; whoever saves it
/// has made sure of that. Thread-safe.
public final class DashboardStore {

  private final StateStore state;
  private final ShippedDashboards shipped;

  public DashboardStore(StateStore state) {
    this(state, ShippedDashboards.NONE);
  }

  /// @param shipped shown where the state has none of their names
  public DashboardStore(StateStore state, ShippedDashboards shipped) {
    this.state = state;
    this.shipped = shipped;
  }

  /// The state under a name.
  public Optional<String> load(DashboardKind kind, DashboardName name) {
    return state.reading(handle -> load(handle, kind, name)).or(() -> shipped.find(kind, name));
  }

  /// Whether a name is that of a dashboard which came with the program.
  public boolean isShipped(DashboardKind kind, DashboardName name) {
    return shipped.find(kind, name).isPresent();
  }

  private static Optional<String> load(Handle handle, DashboardKind kind, DashboardName name) {
    return handle
        .createQuery("SELECT state FROM dashboards WHERE kind = :kind AND name = :name")
        .bind("kind", kind.word())
        .bind("name", name.text())
        .mapTo(String.class)
        .findOne();
  }

  /// All names, sorted.
  public List<String> names(DashboardKind kind) {
    var names = new TreeSet<>(shipped.names(kind));
    names.addAll(
        state.reading(
            handle ->
                handle
                    .createQuery("SELECT name FROM dashboards WHERE kind = :kind")
                    .bind("kind", kind.word())
                    .mapTo(String.class)
                    .list()));
    return List.copyOf(names);
  }

  /// The names that hold every word of a text, in any case; those of temporary dashboards are left
  /// out.
  public List<String> find(DashboardKind kind, String query) {
    var words =
        Arrays.stream(query.toLowerCase(Locale.ROOT).split("\\s+", -1))
            .filter(word -> !word.isEmpty())
            .toList();
    return names(kind).stream()
        .filter(name -> !name.startsWith(DashboardName.TEMPORARY))
        .filter(name -> words.stream().allMatch(name.toLowerCase(Locale.ROOT)::contains))
        .toList();
  }

  /// Keeps a state under a name, whatever was there.
  public void save(DashboardKind kind, DashboardName name, String text) {
    state.writing(handle -> put(handle, kind, name, text));
  }

  /// Keeps a state under a name where the former one is the expected one.
  ///
  /// @param expected empty for none
  /// @return whether it was
  public boolean replace(
      DashboardKind kind, DashboardName name, Optional<String> expected, String text) {
    return state.writing(
        handle -> {
          if (expected.isEmpty()) {
            return insert(handle, kind, name, text);
          }
          if (expected.equals(shipped.find(kind, name)) && insert(handle, kind, name, text)) {
            return true;
          }
          return handle
                  .createUpdate(
                      "UPDATE dashboards SET state = :state"
                          + " WHERE kind = :kind AND name = :name AND state = :expected")
                  .bind("kind", kind.word())
                  .bind("name", name.text())
                  .bind("state", text)
                  .bind("expected", expected.get())
                  .execute()
              > 0;
        });
  }

  private static int put(Handle handle, DashboardKind kind, DashboardName name, String text) {
    return handle.execute(
        "INSERT INTO dashboards (kind, name, state) VALUES (?, ?, ?)"
            + " ON CONFLICT (kind, name) DO UPDATE SET state = excluded.state",
        kind.word(),
        name.text(),
        text);
  }

  private static boolean insert(
      Handle handle, DashboardKind kind, DashboardName name, String text) {
    return handle.execute(
            "INSERT INTO dashboards (kind, name, state) VALUES (?, ?, ?)"
                + " ON CONFLICT (kind, name) DO NOTHING",
            kind.word(),
            name.text(),
            text)
        > 0;
  }

  /// Keeps a dashboard under the first free `temporary-N`.
  public DashboardName createTemporary(String text) {
    return state.writing(
        handle -> {
          var taken =
              new HashSet<>(
                  handle
                      .createQuery(
                          "SELECT name FROM dashboards WHERE kind = :kind AND name LIKE :n")
                      .bind("kind", DashboardKind.DASHBOARD.word())
                      .bind("n", DashboardName.TEMPORARY + "%")
                      .mapTo(String.class)
                      .list());
          for (var number = 0; ; number++) {
            var name = new DashboardName(DashboardName.TEMPORARY + number);
            if (!taken.contains(name.text())
                && insert(handle, DashboardKind.DASHBOARD, name, text)) {
              return name;
            }
          }
        });
  }

  /// Forgets what is under a name.
  ///
  /// @return whether it was there
  public boolean delete(DashboardKind kind, DashboardName name) {
    return state.writing(
        handle ->
            handle.execute(
                    "DELETE FROM dashboards WHERE kind = ? AND name = ?", kind.word(), name.text())
                > 0);
  }
}
