// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// One key with the value that counts, and who said it.
///
/// @param section `cache`, `relay`, `aggregator` or `web`
/// @param key as its file has it: in capitals, of the web in small letters
/// @param value as it was said; may be secret, see [#shown]
/// @param origin file and line, `--set SECTION.KEY`, a flag, or `default`
/// @param waiting the value that a file says by now and that is in force after a restart
public record KeyInForce(
    String section, String key, String value, String origin, Optional<String> waiting) {

  /// The origin of what nobody said.
  public static final String DEFAULT = "default";

  private static final String MASK = "***";
  private static final Pattern SECRET = Pattern.compile("PASSWORD|SECRET|DSN");
  private static final Pattern USER_IN_ADDRESS = Pattern.compile("(://)[^/@\\s,]+@");

  static KeyInForce of(String section, String key, String value, String origin) {
    return new KeyInForce(section, key, value, origin, Optional.empty());
  }

  /// Whether nobody said it.
  public boolean isDefault() {
    return origin.equals(DEFAULT);
  }

  /// The value without what is secret in it.
  public String shown() {
    return masked(value);
  }

  /// The value that waits for a restart, without what is secret in it.
  public Optional<String> shownWaiting() {
    return waiting.map(this::masked);
  }

  /// Section and key as `--set` has them.
  public String name() {
    return section + "." + key;
  }

  String masked(String text) {
    return SECRET.matcher(key.toUpperCase(Locale.ROOT)).find() && !isDefault()
        ? MASK
        : USER_IN_ADDRESS.matcher(text).replaceAll("$1" + MASK + "@");
  }

  KeyInForce waitingFor(String later) {
    return new KeyInForce(section, key, value, origin, Optional.of(later));
  }

  @Override
  public String toString() {
    return name() + " = " + shown() + " (" + origin + ")";
  }
}
