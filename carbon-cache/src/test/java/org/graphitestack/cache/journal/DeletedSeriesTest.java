// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graphitestack.model.MetricPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletedSeriesTest {

  @TempDir private Path folder;

  @Test
  void covers_linesBeforeThePosition_ofThatSeries() throws IOException {
    var deleted = DeletedSeries.open(folder, 0, 1000);
    assertThat(deleted.isEmpty()).isTrue();

    deleted.add(new MetricPath("a.b"), 500);

    assertThat(covers(deleted, "a.b", 499)).isTrue();
    assertThat(covers(deleted, "a.b", 500)).isFalse();
    assertThat(covers(deleted, "a.c", 499)).isFalse();
  }

  @Test
  void covers_otherFormsOfTheName_too() throws IOException {
    var deleted = DeletedSeries.open(folder, 0, 1000);
    deleted.add(new MetricPath("a.b"), 500);
    deleted.add(new MetricPath("c;x=1;y=2"), 500);

    for (var name :
        new String[] {"a..b", ".a.b", "a.b.", "~a.b", "c;y=2;x=1", "c{y=\"2\",x=\"1\"}"}) {
      assertThat(covers(deleted, name, 0)).as(name).isTrue();
    }
    assertThat(covers(deleted, "c;x=1", 0)).isFalse();
    assertThat(covers(deleted, "c;x", 0)).isFalse();
  }

  @Test
  void open_again_knowsThemAndLeavesOutWhatIsPast() throws IOException {
    var deleted = DeletedSeries.open(folder, 0, 1000);
    deleted.add(new MetricPath("past"), 100);
    deleted.add(new MetricPath("there"), 300);
    deleted.add(new MetricPath("there"), 500);
    deleted.add(new MetricPath("of a journal that is gone"), 5000);

    var again = DeletedSeries.open(folder, 200, 1000);

    assertThat(covers(again, "there", 499)).isTrue();
    assertThat(covers(again, "past", 99)).isFalse();
    assertThat(covers(again, "of a journal that is gone", 0)).isFalse();
    assertThat(folder.resolve("deleted")).hasContent("500 there\n");
  }

  @Test
  void open_lineCutOff_isPassedOver() throws IOException {
    Files.writeString(folder.resolve("deleted"), "10 a\n20", StandardCharsets.UTF_8);

    var deleted = DeletedSeries.open(folder, 0, 1000);

    assertThat(covers(deleted, "a", 9)).isTrue();
    assertThat(folder.resolve("deleted")).hasContent("10 a\n");
  }

  private static boolean covers(DeletedSeries deleted, String name, long position) {
    var bytes = (name + " 1 2").getBytes(StandardCharsets.UTF_8);
    return deleted.covers(bytes, 0, name.getBytes(StandardCharsets.UTF_8).length, position);
  }
}
