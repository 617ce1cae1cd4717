// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch.whisper;

import java.time.Instant;
import java.time.ZoneId;
import org.graphitestack.web.graph.StrftimeFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How tools show timestamps.
final class TimeText {

  /// `time.ctime`.
  private static final String CTIME = "%a %b %e %H:%M:%S %Y";

  @Option(names = "--pretty", description = "Times for people instead of epoch seconds.")
  boolean pretty;

  @Option(
      names = {"-t", "--time-format"},
      paramLabel = "FORMAT",
      description = "strftime format of --pretty times.")
  @Nullable String format;

  String of(long timestamp) {
    return pretty
        ? at(timestamp, format == null || format.isEmpty() ? CTIME : format)
        : Long.toString(timestamp);
  }

  /// A time as `time.ctime` writes it.
  static String ctime(long timestamp) {
    return at(timestamp, CTIME);
  }

  private static String at(long timestamp, String format) {
    return new StrftimeFormat(format).format(Instant.ofEpochSecond(timestamp).atZone(zone()));
  }

  /// That of TZ or of the machine, as C's `localtime` has it.
  @AllowForbidden("tools show times in the user's zone")
  private static ZoneId zone() {
    return ZoneId.systemDefault();
  }
}
