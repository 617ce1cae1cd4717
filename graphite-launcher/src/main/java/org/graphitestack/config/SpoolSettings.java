// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.graphitestack.log.LogOptions;
import org.graphitestack.log.WhenFull;
import org.graphitestack.relay.destination.DeliveryOptions;
import org.graphitestack.relay.destination.Replay;
import org.graphitestack.relay.spool.SpoolOptions;

/// The keys about spooling and delivery, which are ours: carbon has neither.
record SpoolSettings(CarbonSettings settings) {

  private static final String NO_CAP = "inf";
  private static final Pattern AGE = Pattern.compile("(\\d{1,9})\\s*([smhdw]?)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "", Duration.ofSeconds(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1),
          "w", Duration.ofDays(7));

  /// Where and how points wait.
  ///
  /// @param storage the home's storage folder
  /// @param program the folder's name below it
  SpoolOptions spool(Path storage, String program) throws InvalidConfigException {
    var folder =
        settings
            .text("SPOOL_DIR")
            .map(Path::of)
            .orElse(
                settings
                    .text("STORAGE_DIR")
                    .map(Path::of)
                    .orElse(storage)
                    .resolve("spool")
                    .resolve(program));
    var defaults = LogOptions.defaults();
    var segment = settings.bytes("SPOOL_SEGMENT_BYTES").orElse(defaults.segmentBytes());
    try {
      return new SpoolOptions(
          folder,
          new LogOptions(
              Math.toIntExact(segment),
              settings.bytesOrInfinite("SPOOL_MAX_BYTES").orElse(defaults.maxBytes()),
              age("SPOOL_MAX_AGE").orElse(defaults.maxAge()),
              whenFull(),
              settings.force("SPOOL_FORCE").orElse(defaults.force()),
              settings.bytesOrZero("SPOOL_MIN_FREE_BYTES").orElse(defaults.minFreeBytes()),
              defaults.format()));
    } catch (ArithmeticException | IllegalArgumentException invalid) {
      var culprit = settings.find("SPOOL_SEGMENT_BYTES").or(() -> settings.find("SPOOL_MAX_BYTES"));
      throw culprit
          .map(setting -> setting.invalid(String.valueOf(invalid.getMessage())))
          .orElseThrow(() -> invalid);
    }
  }

  /// How points are sent.
  DeliveryOptions delivery() throws InvalidConfigException {
    var defaults = DeliveryOptions.defaults();
    var replay =
        settings.choice(
            "REPLAY", Map.of("in-order", Replay.IN_ORDER, "live-first", Replay.LIVE_FIRST));
    return defaults
        .withReplay(
            replay.orElse(defaults.replay()), settings.wholeNumber("REPLAY_RATE", 0).orElse(0))
        .withTimeouts(
            timeout("DESTINATION_CONNECT_TIMEOUT", defaults.connectTimeout()),
            timeout("DESTINATION_WRITE_TIMEOUT", defaults.writeTimeout()));
  }

  /// Carbon's flow control, if the key that goes into more detail is not set.
  private WhenFull whenFull() throws InvalidConfigException {
    var policy =
        settings.choice(
            "SPOOL_WHEN_FULL",
            Map.of(
                "block", WhenFull.BLOCK,
                "drop-oldest", WhenFull.DROP_OLDEST,
                "drop-newest", WhenFull.DROP_NEWEST));
    if (policy.isPresent()) {
      return policy.get();
    }
    return settings.flag("USE_FLOW_CONTROL").orElse(true) ? WhenFull.BLOCK : WhenFull.DROP_NEWEST;
  }

  private Duration timeout(String key, Duration normally) throws InvalidConfigException {
    var timeout = settings.seconds(key);
    if (timeout.isPresent() && timeout.get().isZero()) {
      throw settings.find(key).orElseThrow().invalid("seconds, more than 0");
    }
    return timeout.orElse(normally);
  }

  private Optional<Duration> age(String key) throws InvalidConfigException {
    var setting = settings.find(key);
    if (setting.isEmpty()) {
      return Optional.empty();
    }
    if (setting.get().value().equals(NO_CAP)) {
      return Optional.of(LogOptions.UNLIMITED_AGE);
    }
    var matcher = AGE.matcher(setting.get().value());
    var unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
    if (unit == null || Long.parseLong(matcher.group(1)) == 0) {
      throw setting.get().invalid("an age such as 3600, 12h or 7d, or inf");
    }
    return Optional.of(unit.multipliedBy(Long.parseLong(matcher.group(1))));
  }
}
