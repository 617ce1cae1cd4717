// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.graphitestack.web.event.EventStore;
import org.graphitestack.web.event.EventText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateStoreTest {

  @TempDir private Path folder;

  @Test
  void at_thatNobodyUses_makesNoFile() {
    try (var _ = store()) {
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void writing_thatFails_changesNothing() {
    try (var store = store()) {
      new EventStore(store).create(text("kept"));
      assertThatThrownBy(
              () ->
                  store.writing(
                      handle -> {
                        handle.execute("DELETE FROM events");
                        throw new StateException("enough");
                      }))
          .hasMessage("enough");

      assertThat(count(store)).isEqualTo(1);
    }
  }

  @Test
  void writing_byManyAtOnce_losesNothing() throws Exception {
    try (var store = store();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var events = new EventStore(store);
      List<Future<?>> writers = new ArrayList<>();
      for (var i = 0; i < 100; i++) {
        writers.add(threads.submit(() -> events.create(text("one of many"))));
      }
      for (var writer : writers) {
        writer.get();
      }

      assertThat(count(store)).isEqualTo(100);
    }
  }

  @Test
  void reopened_store_hasWhatWasWritten() {
    try (var store = store()) {
      new EventStore(store).create(text("kept"));
    }
    try (var store = store()) {
      assertThat(count(store)).isEqualTo(1);
    }
  }

  @Test
  void backUp_whileInUse_isACopyThatCanBeRestored() {
    try (var store = store()) {
      var events = new EventStore(store);
      var first = events.create(text("first"));
      store.backUp(folder.resolve("copy.db"));
      events.delete(first.id());
      events.create(text("second"));

      store.restore(folder.resolve("copy.db"));

      assertThat(events.get(first.id()).orElseThrow().text().what()).isEqualTo("first");
      assertThat(count(store)).isEqualTo(1);
    }
  }

  @Test
  void backUp_overAFile_isRefused() throws IOException {
    Files.writeString(folder.resolve("copy.db"), "mine");
    try (var store = store()) {
      new EventStore(store).create(text("first"));

      assertThatThrownBy(() -> store.backUp(folder.resolve("copy.db")))
          .hasMessageContaining("is there (expected: a new file)");
    }
    assertThat(folder.resolve("copy.db")).hasContent("mine");
  }

  @Test
  void restore_ofSomethingElse_isRefused() throws IOException {
    Files.write(folder.resolve("none.db"), "no database".getBytes(StandardCharsets.UTF_8));
    try (var store = store()) {
      new EventStore(store).create(text("first"));

      assertThatThrownBy(() -> store.restore(folder.resolve("none.db")))
          .isInstanceOf(StateException.class)
          .hasMessageContaining("expected: a SQLite database");
      assertThatThrownBy(() -> store.restore(folder.resolve("nosuch.db")))
          .hasMessageContaining("is no file");
      assertThat(count(store)).isEqualTo(1);
    }
  }

  @Test
  void open_ofADamagedFile_saysWhichAndTriesAgain() throws IOException {
    Files.write(
        file(),
        "no database at all, but long enough to be one"
            .repeat(100)
            .getBytes(StandardCharsets.UTF_8));
    try (var store = store()) {
      assertThatThrownBy(() -> count(store))
          .isInstanceOf(StateException.class)
          .hasMessageStartingWith("state " + file() + ": cannot be used (");

      Files.delete(file());

      assertThat(count(store)).isZero();
    }
  }

  @Test
  void open_ofALaterVersion_isRefused() {
    try (var store = store()) {
      store.writing(
          handle ->
              handle.execute("INSERT INTO graphite_schema (version, name) VALUES (99, 'later')"));
    }
    try (var store = store()) {
      assertThatThrownBy(() -> count(store)).hasMessageContaining("have version 99");
    }
  }

  @Test
  void use_afterClose_isRefused() {
    var store = store();
    store.close();

    assertThatThrownBy(() -> count(store)).hasMessage("state: closed (expected: open)");
  }

  private Path file() {
    return folder.resolve("graphite.db");
  }

  private StateStore store() {
    return StateStore.at(StateAddress.of(file()));
  }

  private static int count(StateStore store) {
    return store.reading(
        handle -> handle.createQuery("SELECT COUNT(*) FROM events").mapTo(Integer.class).one());
  }

  private static EventText text(String what) {
    return new EventText(0, OptionalLong.empty(), what, "", List.of("tag"));
  }
}
