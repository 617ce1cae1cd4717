// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import org.graphitestack.config.SettingsInForce;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The interface of the listeners.
final class BindOptions {

  static final String LOOPBACK = "127.0.0.1";

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "Interface of every listener. Default: what carbon.conf says, else " + LOOPBACK)
  @Nullable String address;

  /// What is said of the settings of a carbon daemon by the flag.
  SettingsInForce tell(SettingsInForce settings) {
    if (address == null) {
      return settings;
    }
    var told = settings;
    for (var key : settings.keys()) {
      if (key.key().endsWith("_INTERFACE")) {
        told = told.with(key.key(), address, "--bind");
      }
    }
    return told;
  }

  /// The interface of listeners that carbon.conf knows nothing of.
  String addressOrLoopback() {
    return address == null ? LOOPBACK : address;
  }
}
