// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.graphitestack.config.DashboardConfFile;
import org.graphitestack.config.GraphTemplatesFile;
import org.graphitestack.config.InvalidConfigException;
import org.graphitestack.config.SettingsInForce;
import org.graphitestack.config.WebSettings;
import org.graphitestack.web.state.StateAddress;

/// What a web starts with: the home's files, overridden by `--set`, overridden by flags.
///
/// @param source reads it again
/// @param settings as they are now
record WebSetup(Source source, WebSettings settings) {

  /// Where the files are and what overrides them.
  ///
  /// @param more flags as `web.KEY=VALUE`
  record Source(HomeFolder home, HomeOptions options, WebOptions flags, List<String> more) {

    Source {
      more = List.copyOf(more);
    }

    /// @throws InvalidConfigException if a file or a setting cannot be understood
    WebSettings read() throws IOException, InvalidConfigException {
      return flags.read(home, options, more);
    }

    /// Every key with its value.
    SettingsInForce keys() throws IOException, InvalidConfigException {
      return SettingsInForce.ofWeb(home.conf(), flags.overrides(options, more));
    }

    /// The files that are read.
    List<Path> files() {
      return List.of(home.conf().resolve(WebSettings.NAME), home.conf().resolve("carbon.conf"));
    }
  }

  /// Reads everything, at the start.
  ///
  /// @throws StartFailure if a file or a setting cannot be understood
  static WebSetup read(Source source) {
    try {
      return new WebSetup(source, source.read());
    } catch (InvalidConfigException | IllegalArgumentException e) {
      throw new StartFailure("web: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new StartFailure(
          "configuration in " + source.home().conf() + ": cannot be read (" + e + ")", e);
    }
  }

  StateAddress state() {
    return settings.state().orElseGet(() -> StateAddress.of(source.home().state()));
  }

  Path dashboardConf() {
    return source.home().conf().resolve(DashboardConfFile.NAME);
  }

  Path templates() {
    return settings
        .looks()
        .templates()
        .orElseGet(() -> source.home().conf().resolve(GraphTemplatesFile.NAME));
  }
}
