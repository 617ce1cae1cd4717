// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.bookmark;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.graphitestack.web.state.StateStore;

/// The table of saved graphs. Thread-safe.
public final class SavedGraphStore {

  private final StateStore state;

  public SavedGraphStore(StateStore state) {
    this.state = state;
  }

  /// Keeps a graph, whatever its owner had under the name.
  public void save(SavedGraph graph) {
    state.writing(
        handle ->
            handle.execute(
                "INSERT INTO saved_graphs (owner, name, url) VALUES (?, ?, ?)"
                    + " ON CONFLICT (owner, name) DO UPDATE SET url = excluded.url",
                graph.owner(),
                graph.name(),
                graph.url()));
  }

  /// The graph an owner has under a name.
  public Optional<SavedGraph> get(String owner, String name) {
    return state.reading(
        handle ->
            handle
                .createQuery("SELECT url FROM saved_graphs WHERE owner = :owner AND name = :name")
                .bind("owner", owner)
                .bind("name", name)
                .map((row, _) -> new SavedGraph(owner, name, row.getString("url")))
                .findOne());
  }

  /// All graphs of an owner, by name.
  public List<SavedGraph> of(String owner) {
    return state
        .reading(
            handle ->
                handle
                    .createQuery("SELECT name, url FROM saved_graphs WHERE owner = :owner")
                    .bind("owner", owner)
                    .map(
                        (row, _) ->
                            new SavedGraph(owner, row.getString("name"), row.getString("url")))
                    .list())
        .stream()
        .sorted(Comparator.comparing(SavedGraph::name))
        .toList();
  }

  /// Who has saved any, sorted.
  public List<String> owners() {
    return state
        .reading(
            handle ->
                handle
                    .createQuery("SELECT DISTINCT owner FROM saved_graphs")
                    .mapTo(String.class)
                    .list())
        .stream()
        .sorted()
        .toList();
  }

  /// Forgets a graph.
  ///
  /// @return whether it was there
  public boolean delete(String owner, String name) {
    return state.writing(
        handle ->
            handle.execute("DELETE FROM saved_graphs WHERE owner = ? AND name = ?", owner, name)
                > 0);
  }
}
