// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.graphitestack.web.access.Visibility;
import org.graphitestack.web.state.StateStore;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// The tables of events. Thread-safe.
public final class EventStore implements EventFinder {

  /// Characters of one answer; beyond them only the last events are found.
  private static final long LARGEST_ANSWER = 32 << 20;

  private static final String COLUMNS = "SELECT id, starts, ends, what, data, tags FROM events";

  private final StateStore state;

  public EventStore(StateStore state) {
    this.state = state;
  }

  @Override
  public List<Event> find(EventQuery query) {
    return state.reading(
        handle -> {
          var wanted = query.tags();
          if (wanted.isPresent() && wanted.get().rule() == EventTags.Rule.ALL_KNOWN) {
            wanted = Optional.of(known(handle, wanted.get(), query.sees()));
          }
          if (wanted.isPresent() && wanted.get().tags().isEmpty()) {
            return List.of();
          }
          return found(handle, query, wanted);
        });
  }

  /// Of the tags those that any event has, of those events that are seen.
  private static EventTags known(Handle handle, EventTags wanted, Visibility sees) {
    if (wanted.tags().isEmpty()) {
      return wanted;
    }
    if (!sees.all()) {
      var seen =
          handle
              .createQuery(
                  "SELECT DISTINCT tags FROM events WHERE id IN ("
                      + having(new EventTags(EventTags.Rule.ANY, wanted.tags()))
                      + ")")
              .bindList("tags", wanted.tags())
              .mapTo(String.class)
              .list()
              .stream()
              .map(EventStore::tags)
              .filter(sees::seesEvent)
              .toList();
      return new EventTags(
          EventTags.Rule.ALL,
          wanted.tags().stream()
              .filter(tag -> seen.stream().anyMatch(tags -> tags.contains(tag)))
              .toList());
    }
    var known =
        handle
            .createQuery("SELECT DISTINCT tag FROM event_tags WHERE tag IN (<tags>)")
            .bindList("tags", wanted.tags())
            .mapTo(String.class)
            .list();
    return new EventTags(EventTags.Rule.ALL, known);
  }

  private static List<Event> found(Handle handle, EventQuery query, Optional<EventTags> wanted) {
    var statement =
        COLUMNS
            + " WHERE starts <= :until AND (starts >= :from OR ends >= :from)"
            + wanted.map(tags -> " AND id IN (" + having(tags) + ")").orElse("")
            + " ORDER BY starts DESC, id DESC"
            + (query.sees().all() ? " LIMIT :most" : "");
    try (Query bound = handle.createQuery(statement)) {
      bound.bind("from", query.from()).bind("until", query.until());
      if (query.sees().all()) {
        bound.bind("most", query.most());
      }
      wanted.ifPresent(tags -> bound.bindList("tags", tags.tags()));
      var events = new ArrayList<Event>();
      var characters = 0L;
      try (var rows = bound.map((row, _) -> event(row)).iterator()) {
        while (rows.hasNext() && events.size() < query.most() && characters <= LARGEST_ANSWER) {
          var event = rows.next();
          if (!query.sees().seesEvent(event.text().tags())) {
            continue;
          }
          characters += event.text().data().length() + event.text().what().length() + 100;
          events.add(event);
        }
      }
      return events.reversed();
    }
  }

  private static String having(EventTags tags) {
    var any = "SELECT event FROM event_tags WHERE tag IN (<tags>)";
    return switch (tags.rule()) {
      case ANY -> any;
      case ALL, ALL_KNOWN -> any + " GROUP BY event HAVING COUNT(*) = " + tags.tags().size();
    };
  }

  /// The event of a number.
  public Optional<Event> get(long id) {
    return state.reading(
        handle ->
            handle
                .createQuery(COLUMNS + " WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> event(row))
                .findOne());
  }

  /// Keeps a new event.
  public Event create(EventText text) {
    return state.writing(
        handle -> {
          long id =
              handle
                  .createUpdate(
                      "INSERT INTO events (starts, ends, what, data, tags)"
                          + " VALUES (:starts, :ends, :what, :data, :tags)")
                  .bind("starts", text.starts())
                  .bind("ends", ends(text))
                  .bind("what", text.what())
                  .bind("data", text.data())
                  .bind("tags", String.join(" ", text.tags()))
                  .executeAndReturnGeneratedKeys("id")
                  .map((row, _) -> row.getLong(1))
                  .one();
          insertTags(handle, id, text);
          return new Event(id, text);
        });
  }

  /// Changes what an event says.
  ///
  /// @return the changed event, or empty if there is none of that number
  public Optional<Event> update(long id, EventText text) {
    return state.writing(
        handle -> {
          var changed =
              handle
                  .createUpdate(
                      "UPDATE events SET starts = :starts, ends = :ends, what = :what,"
                          + " data = :data, tags = :tags WHERE id = :id")
                  .bind("id", id)
                  .bind("starts", text.starts())
                  .bind("ends", ends(text))
                  .bind("what", text.what())
                  .bind("data", text.data())
                  .bind("tags", String.join(" ", text.tags()))
                  .execute();
          if (changed == 0) {
            return Optional.empty();
          }
          handle.execute("DELETE FROM event_tags WHERE event = ?", id);
          insertTags(handle, id, text);
          return Optional.of(new Event(id, text));
        });
  }

  /// Deletes an event.
  ///
  /// @return whether it was there
  public boolean delete(long id) {
    return state.writing(
        handle -> {
          handle.execute("DELETE FROM event_tags WHERE event = ?", id);
          return handle.execute("DELETE FROM events WHERE id = ?", id) > 0;
        });
  }

  private static void insertTags(Handle handle, long id, EventText text) {
    for (var tag : text.tags()) {
      handle.execute("INSERT INTO event_tags (tag, event) VALUES (?, ?)", tag, id);
    }
  }

  private static @Nullable Long ends(EventText text) {
    return text.ends().isPresent() ? (Long) text.ends().getAsLong() : null;
  }

  private static Event event(ResultSet row) throws SQLException {
    var ends = row.getLong("ends");
    var moment = row.wasNull();
    return new Event(
        row.getLong("id"),
        new EventText(
            row.getLong("starts"),
            moment ? OptionalLong.empty() : OptionalLong.of(ends),
            row.getString("what"),
            row.getString("data"),
            tags(row.getString("tags"))));
  }

  private static List<String> tags(String column) {
    return column.isEmpty() ? List.of() : List.of(column.split(" ", -1));
  }
}
