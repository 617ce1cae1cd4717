// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.time.Duration;
import java.util.Set;

/// How a cache keeps its tree in order; all keys are ours.
///
/// @param reconcile RETENTION_RECONCILE: files follow the schemas when these change
/// @param filesPerSecond RETENTION_FILES_PER_SECOND: at most so many are converted
/// @param scrubbedPerSecond SCRUB_FILES_PER_SECOND: so many are looked at for damage; 0: none
/// @param keep TRASH_DAYS: how long what was deleted or replaced can be taken back; zero:
///   conversions keep nothing, other changes are purged with the next look
public record UpkeepSettings(
    boolean reconcile, double filesPerSecond, double scrubbedPerSecond, Duration keep) {

  static final Set<String> KEYS =
      Set.of(
          "RETENTION_RECONCILE",
          "RETENTION_FILES_PER_SECOND",
          "SCRUB_FILES_PER_SECOND",
          "TRASH_DAYS");

  /// Off, ten files a second, no scrubbing, a week.
  public static final UpkeepSettings DEFAULTS =
      new UpkeepSettings(false, 10, 0, Duration.ofDays(7));

  static UpkeepSettings of(CarbonSettings settings) throws InvalidConfigException {
    return new UpkeepSettings(
        settings.flag("RETENTION_RECONCILE").orElse(DEFAULTS.reconcile),
        settings.rate("RETENTION_FILES_PER_SECOND").orElse(DEFAULTS.filesPerSecond),
        settings.wholeNumber("SCRUB_FILES_PER_SECOND", 0).orElse(0),
        Duration.ofDays(
            settings.wholeNumber("TRASH_DAYS", 0).orElse((int) DEFAULTS.keep.toDays())));
  }
}
