// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.graphitestack.web.event.EventTags.Rule;
import org.graphitestack.web.state.StateAddress;
import org.graphitestack.web.state.StateStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventStoreTest {

  @TempDir private Path folder;
  private StateStore state;
  private EventStore events;

  @BeforeEach
  void open() {
    state = StateStore.at(StateAddress.of(folder.resolve("state.db")));
    events = new EventStore(state);
  }

  @AfterEach
  void close() {
    state.close();
  }

  @Test
  void find_ofATime_hasBothEndsAndIsOrdered() {
    create(30, "late");
    create(10, "early");
    create(20, "between");

    assertThat(found(10, 20)).containsExactly("early", "between");
    assertThat(found(11, 30)).containsExactly("between", "late");
    assertThat(found(31, 40)).isEmpty();
  }

  @Test
  void find_region_isFoundAsLongAsItLasts() {
    events.create(new EventText(micros(10), OptionalLong.of(micros(20)), "region", "", List.of()));

    assertThat(found(15, 17)).containsExactly("region");
    assertThat(found(20, 30)).containsExactly("region");
    assertThat(found(0, 10)).containsExactly("region");
    assertThat(found(21, 30)).isEmpty();
    assertThat(found(0, 9)).isEmpty();
  }

  @Test
  void find_byTags_isAsTheRuleSays() {
    create(1, "a", "a");
    create(2, "ab", "a", "b");
    create(3, "b", "b");
    create(4, "none");

    assertThat(found(Rule.ALL, "a", "b")).containsExactly("ab");
    assertThat(found(Rule.ANY, "a", "b")).containsExactly("a", "ab", "b");
    assertThat(found(Rule.ALL_KNOWN, "a", "nosuch")).containsExactly("a", "ab");
    assertThat(found(Rule.ALL, "a", "nosuch")).isEmpty();
    assertThat(found(Rule.ANY, "nosuch")).isEmpty();
    assertThat(found(Rule.ALL_KNOWN, "nosuch")).isEmpty();
    assertThat(found(Rule.ALL_KNOWN)).isEmpty();
    assertThat(found(Rule.ANY)).isEmpty();
  }

  @Test
  void find_ofMoreThanAskedFor_hasTheLastOnes() {
    for (var i = 0; i < 10; i++) {
      create(i, "event " + i);
    }

    assertThat(events.find(EventQuery.ofSeconds(0, 100, Optional.empty(), 2)))
        .extracting(event -> event.text().what())
        .containsExactly("event 8", "event 9");
  }

  @Test
  void create_ofAnyText_isReadAsItWasWritten() {
    var text =
        new EventText(
            1_234_567,
            OptionalLong.of(9_999_999),
            "it's \"quoted\"; DROP TABLE events; --",
            "größe\n\t😀 <b>",
            List.of("b", "a", "ünï"));

    var created = events.create(text);

    assertThat(events.get(created.id())).contains(new Event(created.id(), text));
  }

  @Test
  void update_ofAnEvent_changesItsTagsToo() {
    var event = create(1, "before", "old");

    var changed =
        events.update(
            event.id(),
            new EventText(micros(2), OptionalLong.empty(), "after", "", List.of("new")));

    assertThat(changed).isPresent();
    assertThat(found(Rule.ANY, "old")).isEmpty();
    assertThat(found(Rule.ANY, "new")).containsExactly("after");
    assertThat(events.update(999, event.text())).isEmpty();
  }

  @Test
  void delete_ofAnEvent_leavesNoTags() {
    var event = create(1, "gone", "old");

    assertThat(events.delete(event.id())).isTrue();
    assertThat(events.delete(event.id())).isFalse();
    assertThat(events.get(event.id())).isEmpty();
    assertThat(create(2, "next").id()).isGreaterThan(event.id());
    create(3, "kept", "kept");
    assertThat(found(Rule.ALL_KNOWN, "kept", "old")).containsExactly("kept");
  }

  @Test
  void text_outOfBounds_isRefused() {
    assertRefused("what: blank", " ", "", List.of());
    assertRefused("what: 256 characters", "x".repeat(256), "", List.of());
    assertRefused("data: 65537 characters", "x", "y".repeat(65537), List.of());
    assertRefused("tags: a tag of 3 characters", "x", "", List.of("a b"));
    assertRefused("what, data: a zero character", "x", "\0", List.of());
    assertThatThrownBy(() -> new EventText(5, OptionalLong.of(4), "x", "", List.of()))
        .hasMessageStartingWith("end: before the start");
  }

  private static void assertRefused(String why, String what, String data, List<String> tags) {
    assertThatThrownBy(() -> new EventText(0, OptionalLong.empty(), what, data, tags))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(why + " (expected: ");
  }

  private Event create(long second, String what, String... tags) {
    return events.create(
        new EventText(micros(second), OptionalLong.empty(), what, "", List.of(tags)));
  }

  private List<String> found(long from, long until) {
    return events.find(EventQuery.ofSeconds(from, until, Optional.empty(), 100)).stream()
        .map(event -> event.text().what())
        .toList();
  }

  private List<String> found(Rule rule, String... tags) {
    var wanted = Optional.of(new EventTags(rule, List.of(tags)));
    return events.find(EventQuery.ofSeconds(0, 100, wanted, 100)).stream()
        .map(event -> event.text().what())
        .toList();
  }

  private static long micros(long second) {
    return second * 1_000_000;
  }
}
