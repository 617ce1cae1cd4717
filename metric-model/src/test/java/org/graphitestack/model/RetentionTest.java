// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RetentionTest {

  private static final JsonNode FIXTURE =
      JsonMapper.shared()
          .readTree(RetentionTest.class.getResourceAsStream("/fixtures/parse-and-validate.json"));

  static List<JsonNode> retentions() {
    return Stream.of(FIXTURE.get("retentions")).flatMap(JsonNode::valueStream).toList();
  }

  static List<JsonNode> archiveLists() {
    return Stream.of(FIXTURE.get("archive_lists")).flatMap(JsonNode::valueStream).toList();
  }

  @ParameterizedTest
  @MethodSource("retentions")
  void parse_textOfWhisper_readsWhatWhisperReads(JsonNode row) {
    var text = row.get(0).asString();
    var whisper = row.get(1);

    if (whisper.isArray() && whisper.get(0).asInt() > 0 && whisper.get(1).asInt() > 0) {
      assertThat(Retention.parse(text))
          .isEqualTo(new Retention(whisper.get(0).asInt(), whisper.get(1).asInt()));
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Retention.parse(text))
          .withMessageContaining("'" + text + "'")
          .withMessageContaining("expected: ");
    }
  }

  @ParameterizedTest
  @MethodSource("retentions")
  void parse_textOfCarbon_readsWhatCarbonReads(JsonNode row) {
    var carbon = row.get(2);

    if (carbon.isArray() && carbon.get(0).asInt() > 0 && carbon.get(1).asInt() > 0) {
      assertThat(Retention.parse(row.get(0).asString()))
          .isEqualTo(new Retention(carbon.get(0).asInt(), (int) carbon.get(1).asDouble()));
    } else {
      assertThat(row.get(1)).as("whatever carbon refuses, whisper decides").isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("archiveLists")
  void policy_archiveList_isAcceptedAsByWhisper(JsonNode row) {
    var outcome = row.get(1).asString();
    var refusedHereOnly =
        row.get(0).valueStream().anyMatch(a -> a.get(0).asInt() == 0 || a.get(1).asInt() == 0);

    if (outcome.equals("ok") && !refusedHereOnly) {
      var policy = policyOf(row.get(0));
      assertThat(policy.archives()).hasSize(row.get(0).size());
      assertThat(policy.archives())
          .isSortedAccordingTo(Comparator.comparingInt(Retention::secondsPerPoint));
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> policyOf(row.get(0)))
          .withMessageContaining("expected: ");
    }
  }

  private static RetentionPolicy policyOf(JsonNode archives) {
    return new RetentionPolicy(
        archives
            .valueStream()
            .map(archive -> new Retention(archive.get(0).asInt(), archive.get(1).asInt()))
            .toList());
  }

  @Test
  void parse_listOfRetentions_sortsThemFinestFirst() {
    var policy = RetentionPolicy.parse("1m:7d, 10s:6h");

    assertThat(policy)
        .isEqualTo(RetentionPolicy.of(new Retention(10, 2160), new Retention(60, 10080)));
    assertThat(policy.finest()).isEqualTo(new Retention(10, 2160));
    assertThat(policy.maxSeconds()).isEqualTo(7 * 86_400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "60:1440,",
        ":",
        "s:1d",
        "1s:d",
        "99999999999y:1",
        "1:99999999999",
        "999999999999:1",
        "1s:100y",
        "٣:10"
      })
  void parse_textThatIsNone_saysWhatWasExpected(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetentionPolicy.parse(text))
        .withMessageContaining("expected: ");
  }

  @Test
  void policy_ruleBroken_namesFoundAndExpected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetentionPolicy.parse("60:60,90:100"))
        .withMessage("step: 90 s (expected: a multiple of the next finer step, 60 s)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetentionPolicy.parse("60:4,300:100"))
        .withMessage(
            "points of the 60 s archive: 4 (expected: >= 5, which one point of the 300 s archive is"
                + " rolled up from)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetentionPolicy.parse("60:60,300:12"))
        .withMessage(
            "retention of the 300 s archive: 3600 s (expected: longer than that of the next finer"
                + " archive, 3600 s)");
  }
}
