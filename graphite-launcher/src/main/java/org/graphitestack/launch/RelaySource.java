// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.nio.file.Path;
import org.graphitestack.config.RelayConf;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which relay's configuration a tool is about: the same flags as `graphite relay` has.
final class RelaySource {

  @Mixin HomeOptions homeOptions = new HomeOptions();
  @Mixin ConfOptions confOptions = new ConfOptions();

  @Option(
      names = "--aggregator",
      description = "About the aggregator: section [aggregator] in place of [relay].")
  boolean aggregator;

  /// Reads the configuration.
  ///
  /// @throws StartFailure if a file or a setting cannot be understood
  RelaySetup read() {
    return read(confOptions);
  }

  /// Reads another carbon.conf, with the files of rules beside it.
  RelaySetup read(Path carbonConf) {
    var options = new ConfOptions();
    options.file = carbonConf;
    options.instance = confOptions.instance;
    return read(options);
  }

  private RelaySetup read(ConfOptions options) {
    return RelaySetup.read(
        new RelaySetup.Source(homeOptions.folder(), program(), options, homeOptions));
  }

  private RelayConf.Program program() {
    return aggregator ? RelayConf.Program.AGGREGATOR : RelayConf.Program.RELAY;
  }
}
