// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.graphitestack.log.LogMaintenance;
import org.graphitestack.protocol.compress.Compression;
import org.graphitestack.relay.destination.DeliveryOptions;
import org.graphitestack.relay.destination.Diallers;
import org.graphitestack.relay.destination.Replay;
import org.graphitestack.relay.destination.Runner;
import org.graphitestack.relay.route.Destination;
import org.graphitestack.relay.route.DestinationOptions;
import org.graphitestack.relay.route.DestinationOptions.Format;
import org.graphitestack.relay.spool.Spool;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `graphite spool drain`: sends what waits, without a relay.
@Command(
    name = "drain",
    description = {
      "Sends what waits for a destination, to it or to another host. No relay may have the spool"
          + " open.",
      "Exit status 0 when everything is delivered, 1 if nothing moves for --timeout: what is left"
          + " stays spooled."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SpoolDrainCommand implements Callable<Integer> {

  private static final Duration MAINTENANCE = Duration.ofMillis(250);
  private static final long LOOK_MILLIS = 50;

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin SpoolPlace place = new SpoolPlace();

  @Parameters(paramLabel = "DESTINATION", description = "As `graphite spool ls` names it")
  String destination = "";

  @Option(
      names = "--to",
      paramLabel = "HOST:PORT",
      description = "Sends there. Default: the destination itself")
  @Nullable String to;

  @Option(
      names = "--protocol",
      paramLabel = "PROTOCOL",
      description =
          "line, pickle, protobuf or acknowledged. Default: carbon.conf's DESTINATION_PROTOCOL,"
              + " else pickle")
  @Nullable String protocol;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "Gives up when nothing was delivered for so long. Default: 30")
  int timeoutSeconds = 30;

  @Override
  public Integer call() throws IOException {
    if (timeoutSeconds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--timeout: " + timeoutSeconds + " (expected: 1 second or more)");
    }
    var view = place.view(destination);
    var target = target();
    try (var maintenance = LogMaintenance.every(MAINTENANCE);
        var spool = place.open(view, maintenance);
        var runner = start(target, spool)) {
      var watch = new DrainWatch(Duration.ofSeconds(timeoutSeconds), SystemClocks.nanos());
      var outcome = follow(watch, spool, runner);
      tell(watch.progress(spool.figures(), runner.figures()));
      if (spool.figures().lost() > 0) {
        tell(spool.figures().lost() + " points were damaged and set aside");
      }
      if (outcome == DrainWatch.Outcome.EMPTY) {
        return 0;
      }
      tell(
          spool.figures().queued()
              + " points are left: nothing was delivered to "
              + target.name()
              + " for "
              + timeoutSeconds
              + " s");
      return 1;
    }
  }

  private Runner start(Destination target, Spool spool) {
    var clock = SystemClocks.wall();
    var nanos = SystemClocks.nanos();
    var configured =
        place.setup().map(setup -> setup.config().delivery()).orElse(DeliveryOptions.defaults());
    var delivery = configured.withReplay(Replay.IN_ORDER, configured.replayRate());
    try {
      return Runner.start(
          target.name(), spool, Diallers.to(target, delivery, nanos), delivery, clock, nanos);
    } catch (IOException | IllegalArgumentException invalid) {
      throw new StartFailure(String.valueOf(invalid.getMessage()), invalid);
    }
  }

  private DrainWatch.Outcome follow(DrainWatch watch, Spool spool, Runner runner) {
    var done = new CompletableFuture<DrainWatch.Outcome>();
    try (var timer = Executors.newSingleThreadScheduledExecutor()) {
      var _ =
          timer.scheduleWithFixedDelay(
              () -> look(watch, spool, runner, done), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
      try {
        return done.get();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return DrainWatch.Outcome.STUCK;
      } catch (ExecutionException failure) {
        throw new IllegalStateException(failure.getCause());
      } finally {
        timer.shutdownNow();
      }
    }
  }

  private void look(
      DrainWatch watch, Spool spool, Runner runner, CompletableFuture<DrainWatch.Outcome> done) {
    try {
      var outcome = watch.look(spool.figures());
      if (outcome != DrainWatch.Outcome.GOES_ON) {
        done.complete(outcome);
      } else if (watch.isTimeToTell()) {
        tell(watch.progress(spool.figures(), runner.figures()));
      }
    } catch (RuntimeException failure) {
      done.completeExceptionally(failure);
    }
  }

  private void tell(String sentence) {
    var err = spec.commandLine().getErr();
    err.println("graphite: " + destination + ": " + sentence);
    err.flush();
  }

  // ---- where to --------------------------------------------------------------------------------

  private Destination target() {
    var known = known();
    var options = known.map(Destination::options).orElseGet(this::asTheOthers);
    if (protocol != null) {
      options = new DestinationOptions(format(protocol), options.compression(), options.tls());
    }
    if (to == null && known.isPresent()) {
      return new Destination(
          known.get().host(), known.get().port(), known.get().instance(), options);
    }
    try {
      return Destination.parse(to == null ? destination : to, options);
    } catch (IllegalArgumentException invalid) {
      throw new ParameterException(
          spec.commandLine(),
          (to == null ? "" : "--to: ") + invalid.getMessage(),
          invalid,
          null,
          null);
    }
  }

  /// The destination as carbon.conf has it; one it no longer has is spoken to like the others.
  private Optional<Destination> known() {
    return place
        .setup()
        .flatMap(
            setup ->
                setup.routes().table().destinations().stream()
                    .filter(each -> each.name().equals(destination))
                    .findFirst());
  }

  private DestinationOptions asTheOthers() {
    return place
        .setup()
        .map(setup -> setup.routes().table().destinations())
        .filter(destinations -> !destinations.isEmpty())
        .map(destinations -> destinations.getFirst().options())
        .orElse(new DestinationOptions(Format.PICKLE, Compression.NONE, null));
  }

  private Format format(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "line" -> Format.PLAINTEXT;
      case "pickle" -> Format.PICKLE;
      case "protobuf" -> Format.PROTOBUF;
      case "acknowledged" -> Format.ACKNOWLEDGED;
      default ->
          throw new ParameterException(
              spec.commandLine(),
              "--protocol: " + name + " (expected: one of line, pickle, protobuf, acknowledged)");
    };
  }
}
