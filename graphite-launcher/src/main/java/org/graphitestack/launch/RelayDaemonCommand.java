// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.graphitestack.config.RelayConf;
import org.graphitestack.relay.CarbonRelay;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What `graphite relay` and `graphite aggregator` have in common: all but the section of
/// carbon.conf.
abstract class RelayDaemonCommand implements Callable<Integer> {

  private static final String PAGE = "/status-page/relay.html";

  private final RelayConf.Program program;
  private final int adminPort;

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin HomeOptions homeOptions = new HomeOptions();
  @Mixin ConfOptions confOptions = new ConfOptions();
  @Mixin BindOptions bindOptions = new BindOptions();
  @Mixin PortOptions portOptions = new PortOptions();
  @Mixin CarbonOptions carbonOptions = new CarbonOptions();
  @Mixin AdminOptions adminOptions = new AdminOptions();

  /// @param adminPort where it tells of itself unless a flag says otherwise
  RelayDaemonCommand(RelayConf.Program program, int adminPort) {
    this.program = program;
    this.adminPort = adminPort;
  }

  @Override
  public final Integer call() {
    var home = homeOptions.folder();
    home.create();
    var lifeCycle = new LifeCycle();
    try {
      carbonOptions.applyTo(lifeCycle);
      var ready = open(lifeCycle, home);
      var out = spec.commandLine().getOut();
      out.println(ready);
      out.flush();
      return lifeCycle.runUntilStopped();
    } catch (RuntimeException e) {
      lifeCycle.closeAll();
      throw e;
    }
  }

  private ReadyLine open(LifeCycle lifeCycle, HomeFolder home) {
    var source = new RelaySetup.Source(home, program, confOptions, homeOptions);
    var setup = RelaySetup.read(source);
    var figures = lifeCycle.closeLater("figures", new Figures());
    var ready = new ReadyLine();
    try {
      var config =
          setup
              .config()
              .withListeners(portOptions.applyTo(setup.config().listeners(), bindOptions));
      var relay =
          lifeCycle.closeLater(
              "relay",
              CarbonRelay.open(config, setup.routes(), SystemClocks.wall(), SystemClocks.nanos()));
      figures.relay(relay);
      var keys = KeysInForce.start(() -> portOptions.tell(bindOptions.tell(source.keys())));
      var reload =
          lifeCycle.closeLater("configuration", RelayReload.start(source, keys, setup, relay));
      lifeCycle.onReload(reload::look);
      relay.listeners().forEach(l -> ready.with(l));
      var debug = new DebugPages();
      debug.settings(keys::now);
      debug.listeners(relay.listeners(), Optional.ofNullable(relay.amqp()));
      var report = new RelayReport(relay);
      var admin =
          lifeCycle.closeLater(
              "admin",
              new AdminServer(
                      PAGE,
                      figures,
                      Map.of("/status.json", report::status, "/explain.json", report::explain),
                      Map.of(),
                      debug.routes(),
                      Optional::empty)
                  .open(adminOptions, bindOptions, adminPort));
      return ready.withHttp("admin", admin.address());
    } catch (IOException | IllegalArgumentException e) {
      throw new StartFailure(setup.config().program() + ": " + e.getMessage(), e);
    }
  }
}
