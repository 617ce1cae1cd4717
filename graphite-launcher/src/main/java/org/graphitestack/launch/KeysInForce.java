// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.graphitestack.config.InvalidConfigException;
import org.graphitestack.config.SettingsInForce;

/// The settings of one part of a daemon as they are in force, key by key. Thread-safe.
final class KeysInForce {

  private static final Logger LOG = System.getLogger(KeysInForce.class.getName());

  /// Reads them from files and flags.
  @FunctionalInterface
  interface Reading {
    SettingsInForce read() throws IOException, InvalidConfigException;
  }

  private final Reading reading;
  private volatile SettingsInForce now;

  private KeysInForce(Reading reading, SettingsInForce now) {
    this.reading = reading;
    this.now = now;
  }

  /// The settings a part has just been opened with.
  static KeysInForce start(Reading reading) {
    try {
      return new KeysInForce(reading, reading.read());
    } catch (IOException | InvalidConfigException e) {
      throw new StartFailure(String.valueOf(e.getMessage()), e);
    }
  }

  SettingsInForce now() {
    return now;
  }

  /// Takes over what was just put in force, and says in the log what has changed.
  void readAgain() throws IOException, InvalidConfigException {
    var read = now.readAgain(reading.read());
    now = read.now();
    for (var change : read.changes()) {
      LOG.log(change.waits() ? Level.WARNING : Level.INFO, change.sentence());
    }
  }
}
