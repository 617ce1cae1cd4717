// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graphitestack.model.MetricPath;
import org.graphitestack.model.SeriesLayout;
import org.graphitestack.storage.FoundNode;
import org.graphitestack.storage.SeriesFinder;
import org.graphitestack.storage.SeriesReader;
import org.graphitestack.storage.SeriesValues;
import org.graphitestack.storage.StorageUnreachableException;
import org.graphitestack.storage.TimeWindow;
import org.graphitestack.web.cluster.UnreachableException;
import org.graphitestack.web.function.FunctionRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Storage that is elsewhere and does not answer: what it has is unknown, not empty. Of `here` all
/// is known, of `half` what memory has, of `gone` nothing.
final class SilentStorageTest {

  private static final long NOW = 1_750_000_020;

  private @Nullable String unread;

  @Test
  void series_thatIsKnownInPart_isThere_andTheAnswerIsMarked() {
    try (var engine = engine();
        var rendering = render(engine, "half")) {
      assertThat(rendering.series().getFirst().values()).containsExactly(7);
      assertThat(rendering.missing().line()).isEqualTo("the cluster (asleep)");
    }
  }

  @Test
  void series_thatIsUnknown_isLeftOut_andTheAnswerIsMarked() {
    try (var engine = engine();
        var rendering = render(engine, "{gone,here}")) {
      assertThat(rendering.series()).extracting(series -> series.name()).containsExactly("here");
      assertThat(rendering.missing().line()).isEqualTo("the cluster (asleep)");
    }
  }

  @Test
  void nothingKnown_isNoEmptyAnswer() {
    try (var engine = engine()) {
      assertThatExceptionOfType(UnreachableException.class)
          .isThrownBy(() -> render(engine, "gone"))
          .withMessage("no answer from the cluster (asleep)");
    }
  }

  @Test
  void namesNotRead_mayHaveBeenFound() {
    unread = "names were not read yet";
    try (var engine = engine()) {
      try (var rendering = render(engine, "here")) {
        assertThat(rendering.missing().line()).isEqualTo("names (names were not read yet)");
      }
      assertThatExceptionOfType(UnreachableException.class)
          .isThrownBy(() -> render(engine, "other"));
    }
  }

  @Test
  void allAnswers_isWholeAndUnmarked() {
    try (var engine = engine();
        var here = render(engine, "here");
        var nowhere = render(engine, "other")) {
      assertThat(here.missing().isEmpty()).isTrue();
      assertThat(nowhere.missing().isEmpty()).isTrue();
      assertThat(nowhere.series()).isEmpty();
    }
  }

  private static Rendering render(RenderEngine engine, String target) {
    var request =
        new RenderRequest(
            List.of(target), NOW - 60, NOW, NOW, ZoneOffset.UTC, 0, Map.of(), ReadOptions.PLAIN);
    return engine.render(request, Freshness.LIVE, () -> false);
  }

  private RenderEngine engine() {
    return RenderEngine.open(
        new Names(),
        new Values(),
        FunctionRegistry.create(),
        RenderEngine.Settings.DEFAULT,
        () -> 0);
  }

  private final class Names implements SeriesFinder {

    @Override
    public List<FoundNode> find(String pattern) {
      return List.of("gone", "half", "here").stream()
          .filter(pattern::contains)
          .map(name -> new FoundNode(name, true))
          .toList();
    }

    @Override
    public Optional<String> incomplete() {
      return Optional.ofNullable(unread);
    }
  }

  private static final class Values implements SeriesReader {

    @Override
    public Optional<SeriesValues> read(MetricPath path, TimeWindow window) throws IOException {
      var asleep = new StorageUnreachableException("the cluster", "asleep", null);
      var values = new SeriesValues(NOW, 60, new double[] {7});
      return switch (path.text()) {
        case "gone" -> throw asleep;
        case "half" -> throw asleep.knowing(values);
        default -> Optional.of(values);
      };
    }

    @Override
    public Optional<SeriesLayout> layout(MetricPath path) {
      return Optional.empty();
    }

    @Override
    public Optional<Long> lastWrite(MetricPath path) {
      return Optional.empty();
    }
  }
}
