// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.graphitestack.cache.journal.JournalConfig;

/// The keys about the cache's journal, which are ours: carbon has none.
record JournalSettings(CarbonSettings settings) {

  static final Set<String> KEYS =
      Set.of(
          "JOURNAL",
          "JOURNAL_DIR",
          "JOURNAL_DRAIN_TIMEOUT",
          "JOURNAL_FORCE",
          "JOURNAL_HOLD",
          "JOURNAL_MAX_BYTES",
          "JOURNAL_MIN_FREE_BYTES",
          "QUARANTINE_DIR",
          "QUARANTINE_MAX_BYTES");

  /// What they say; empty if the journal is switched off.
  ///
  /// @param storage the home's storage folder
  Optional<JournalConfig> journal(Path storage, String instance) throws InvalidConfigException {
    if (!settings.flag("JOURNAL").orElse(true)) {
      return Optional.empty();
    }
    var base = settings.text("STORAGE_DIR").map(Path::of).orElse(storage);
    var defaults = JournalConfig.in(base, instance);
    var log = defaults.log();
    var quarantineBytes = settings.bytes("QUARANTINE_MAX_BYTES").orElse(defaults.quarantineBytes());
    try {
      return Optional.of(
          new JournalConfig(
              settings.text("JOURNAL_DIR").map(Path::of).orElse(defaults.folder()),
              settings.text("QUARANTINE_DIR").map(Path::of).orElse(defaults.quarantineFolder()),
              quarantineBytes,
              log.withForce(settings.force("JOURNAL_FORCE").orElse(log.force()))
                  .withMaxBytes(
                      settings.bytesOrInfinite("JOURNAL_MAX_BYTES").orElse(log.maxBytes()))
                  .withMinFreeBytes(
                      settings.bytesOrZero("JOURNAL_MIN_FREE_BYTES").orElse(log.minFreeBytes())),
              settings.seconds("JOURNAL_HOLD").orElse(defaults.hold()),
              settings.seconds("JOURNAL_DRAIN_TIMEOUT").orElse(defaults.drainTimeout())));
    } catch (IllegalArgumentException invalid) {
      throw settings
          .find("JOURNAL_MAX_BYTES")
          .or(() -> settings.find("QUARANTINE_MAX_BYTES"))
          .orElseThrow(() -> invalid)
          .invalid(String.valueOf(invalid.getMessage()));
    }
  }
}
