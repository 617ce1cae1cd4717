// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.graphitestack.config.FilesWatch;
import org.graphitestack.config.InvalidConfigException;
import org.graphitestack.relay.CarbonRelay;

/// Reads a relay's files again when they change, and puts the routes they make in force. Sockets
/// and spools stay; a file that can't be understood leaves the routes as they are.
final class RelayReload {

  private static final Logger LOG = System.getLogger(RelayReload.class.getName());

  private final RelaySetup.Source source;
  private final CarbonRelay relay;
  private final KeysInForce keys;
  private volatile RelaySetup inForce;

  private RelayReload(
      RelaySetup.Source source, KeysInForce keys, RelaySetup inForce, CarbonRelay relay) {
    this.source = source;
    this.keys = keys;
    this.relay = relay;
    this.inForce = inForce;
  }

  /// Starts to watch the files of a setup that has just been read.
  ///
  /// @param keys told after they were read again
  static FilesWatch start(
      RelaySetup.Source source, KeysInForce keys, RelaySetup inForce, CarbonRelay relay) {
    var reload = new RelayReload(source, keys, inForce, relay);
    return FilesWatch.start(
        "routes", () -> reload.inForce.conf().files(), source.carbonConf()::equals, reload::read);
  }

  private void read() throws IOException, InvalidConfigException {
    var read = source.read().logged();
    relay.reload(read.routes());
    sayWhatWaits(read);
    inForce = read;
    keys.readAgain();
    LOG.log(
        Level.INFO,
        "routes to {0,number,#} destinations are in force",
        read.routes().table().destinations().size());
  }

  private void sayWhatWaits(RelaySetup read) {
    var old = inForce.config();
    var now = read.config();
    if (!old.listeners().equals(now.listeners())
        || !old.spool().equals(now.spool())
        || !old.delivery().equals(now.delivery())
        || !old.metricInterval().equals(now.metricInterval())) {
      LOG.log(
          Level.WARNING,
          "listeners, spool, delivery and metric settings have changed: they wait for a restart");
    }
  }
}
