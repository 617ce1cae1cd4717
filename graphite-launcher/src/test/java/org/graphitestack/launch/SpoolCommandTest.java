// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.graphitestack.log.LogEnvironment;
import org.graphitestack.log.LogMaintenance;
import org.graphitestack.log.LogOptions;
import org.graphitestack.relay.spool.FlowGate;
import org.graphitestack.relay.spool.Spool;
import org.graphitestack.relay.spool.SpoolOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Two destinations have a spool: `127.0.0.1:PORT` with 400 lines in blocks of twenty, `away:2004`
/// with one line.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SpoolCommandTest {

  private static final int LINES = 400;

  @TempDir private Path folder;
  private Path spools;
  private ServerSocket peer;
  private String here;

  @BeforeEach
  void writeSpools() throws IOException {
    spools = folder.resolve("spool");
    peer = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    here = "127.0.0.1:" + peer.getLocalPort();
    try (var maintenance = LogMaintenance.every(Duration.ofSeconds(1));
        var first = open(here, maintenance);
        var second = open("away:2004", maintenance)) {
      for (var i = 0; i < LINES; i += 20) {
        append(first, lines(i, i + 20), 20);
      }
      append(second, lines(0, 1), 1);
    }
  }

  @AfterEach
  void closePeer() throws IOException {
    peer.close();
  }

  // ---- ls --------------------------------------------------------------------------------------

  @Test
  void ls_listsDestinations_withWhatWaits() {
    var run = spool("ls");

    assertThat(run.status()).isZero();
    assertThat(run.out().lines())
        .hasSize(3)
        .anySatisfy(
            line -> assertThat(line).matches(here + " +1 +400 +" + bytes(LINES) + " +\\d.* no"))
        .anySatisfy(line -> assertThat(line).matches("away:2004 +1 +1 +" + bytes(1) + " .* no"));
  }

  @Test
  void ls_asJson_isAnArray() {
    var run = spool("ls", "--json");

    assertThat(run.out())
        .contains("\"destination\":\"" + here + "\"")
        .contains("\"points\":400,\"bytes\":" + bytes(LINES))
        .contains("\"open\":false");
    try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), run.out())) {
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_ARRAY);
      parser.skipChildren();
      assertThat(parser.nextToken()).isNull();
    }
  }

  @Test
  void ls_besideTheRelay_saysThatItIsOpen() throws IOException {
    try (var maintenance = LogMaintenance.every(Duration.ofSeconds(1));
        var _ = open(here, maintenance)) {
      assertThat(spool("ls").out()).containsPattern(here + ".* yes").containsPattern("away.* no");
    }
  }

  @Test
  void ls_takesTheFolderFromTheRelaysConfiguration() throws IOException {
    Files.createDirectories(folder.resolve("home/conf"));
    Files.writeString(
        folder.resolve("home/conf/carbon.conf"),
        "[relay]\nRELAY_METHOD = constant\nDESTINATIONS = h:2004\nSPOOL_DIR = " + spools + "\n");

    var run = CommandRun.of("spool", "ls", "--home", folder.resolve("home").toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains(here).contains("away:2004");
  }

  @Test
  void folderThatIsNotThere_isNamed() {
    for (var command : List.of("ls", "verify")) {
      var run = CommandRun.of("spool", command, "--spool-dir", folder.resolve("none").toString());

      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err()).contains(folder.resolve("none") + ": not there");
    }
  }

  // ---- verify ----------------------------------------------------------------------------------

  @Test
  void verify_ofSoundSpools_exits0() {
    var run = spool("verify");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains(here + ": sound, 400 points, " + bytes(LINES) + " bytes, segments: 1")
        .contains("away:2004: sound");
  }

  @Test
  void verify_ofADamagedSpool_saysWhere_andExits1() throws IOException {
    damageSecondBlock();

    var run = spool("verify", here);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .contains(".segment: block of " + bytes(20) + " bytes, 20 points, with checksum ")
        .contains(" at offset " + bytes(20) + " (expected: checksum ")
        .doesNotContain("away");
  }

  // ---- cat -------------------------------------------------------------------------------------

  @Test
  void cat_printsTheLines() throws Exception {
    assertThat(process("cat", here)).isEqualTo(lines(0, LINES));
  }

  @Test
  void cat_leavesOutWhatIsDamaged() throws Exception {
    damageSecondBlock();

    assertThat(process("cat", here)).isEqualTo(lines(0, 20) + lines(40, LINES));
  }

  @Test
  void cat_whoseReaderHasEnough_endsWithoutAnError() throws Exception {
    try (var maintenance = LogMaintenance.every(Duration.ofSeconds(1));
        var spool = open(here, maintenance)) {
      for (var i = 0; i < 50; i++) {
        append(spool, lines(0, LINES), LINES);
      }
    }
    var process = start("cat", here);
    assertThat(process.getInputStream().read()).isEqualTo('m');
    process.getInputStream().close();

    assertThat(process.waitFor()).isZero();
  }

  // ---- drain -----------------------------------------------------------------------------------

  @Test
  void drain_deliversEverything() throws Exception {
    var received = receive();

    var run = spool("drain", here, "--protocol", "line");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("400 of 400 points delivered");
    assertThat(received.get()).isEqualTo(lines(0, LINES));
    assertThat(spool("ls").out()).containsPattern(here + " +1 +0 +0 +- +no");
  }

  @Test
  void drain_toAnotherHost_deliversThere() throws Exception {
    var received = receive();

    var run = spool("drain", "away:2004", "--to", here, "--protocol", "line");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(received.get()).isEqualTo(lines(0, 1));
  }

  @Test
  void drain_withoutAProtocol_sendsPickles() throws Exception {
    var received = receive();

    var run = spool("drain", here);

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(received.get()).startsWith("\0\0").contains("metric.0001");
  }

  @Test
  void drain_toAPeerThatStaysAway_givesUp_andKeepsEverything() throws IOException {
    peer.close();

    var run = spool("drain", here, "--timeout", "1");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("400 points are left: nothing was delivered to " + here + " for 1 s");
    assertThat(spool("ls").out()).containsPattern(here + " +1 +400 ");
  }

  @Test
  void drain_ofASpoolThatARelayHasOpen_isRefused() throws IOException {
    try (var maintenance = LogMaintenance.every(Duration.ofSeconds(1));
        var _ = open(here, maintenance)) {
      var run = spool("drain", here);

      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err().lines()).hasSize(1);
      assertThat(run.err()).contains("open in this process already");
    }
  }

  @Test
  void drain_overAnUnknownProtocol_isWrongUsage() {
    var run = spool("drain", here, "--protocol", "morse");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--protocol: morse (expected: one of line, pickle");
  }

  // ---- drop ------------------------------------------------------------------------------------

  @Test
  void drop_withoutYes_onlyTells() {
    var run = spool("drop", here);

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("would drop 400 points, " + bytes(LINES) + " bytes");
    assertThat(spool("ls").out()).containsPattern(here + " +1 +400 ");
  }

  @Test
  void drop_withYes_dropsThatSpoolAlone() {
    var run = spool("drop", here, "--yes");

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("dropped 400 points");
    assertThat(spool("ls").out())
        .containsPattern(here + " +1 +0 ")
        .containsPattern("away:2004 +1 +1 ");
  }

  @Test
  void drop_ofASpoolThatARelayHasOpen_isRefused() throws IOException {
    try (var maintenance = LogMaintenance.every(Duration.ofSeconds(1));
        var spool = open(here, maintenance)) {
      var run = spool("drop", here, "--yes");

      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err()).contains("open in this process already");
      assertThat(spool.figures().queued()).isEqualTo(LINES);
    }
  }

  // ---- usage -----------------------------------------------------------------------------------

  @Test
  void unknownDestination_namesTheKnownOnes() {
    for (var command : List.of("cat", "drain", "drop")) {
      var run = spool(command, "other:2004");

      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err())
          .contains("no spool of other:2004 (expected: one of " + here + ", away:2004)");
    }
  }

  @Test
  void noCommand_isWrongUsage() {
    var run = CommandRun.of("spool");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("ls, verify, cat, drain, drop");
  }

  // ---- arranged --------------------------------------------------------------------------------

  private CommandRun spool(String command, String... more) {
    return CommandRun.of(arguments(command, more));
  }

  private List<String> arguments(String command, String... more) {
    var arguments =
        new ArrayList<String>(List.of("spool", command, "--spool-dir", spools.toString()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  /// Runs a command as a process of its own: it writes bytes to its standard output.
  private String process(String command, String... more) throws IOException {
    return new String(start(command, more).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private Process start(String command, String... more) throws IOException {
    var line =
        new ArrayList<String>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    line.addAll(arguments(command, more));
    return new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /// All that one connection brings.
  private CompletableFuture<String> receive() {
    return CompletableFuture.supplyAsync(
        () -> {
          try (var connection = peer.accept()) {
            return new String(
                connection.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
          } catch (IOException failure) {
            throw new UncheckedIOException(failure);
          }
        });
  }

  private Spool open(String destination, LogMaintenance maintenance) throws IOException {
    return Spool.open(
        destination,
        new SpoolOptions(spools, LogOptions.defaults().withMinFreeBytes(0)),
        new LogEnvironment(() -> Instant.EPOCH, () -> 0, () -> Long.MAX_VALUE),
        maintenance,
        new FlowGate());
  }

  private static void append(Spool spool, String lines, int points) {
    spool.append(
        ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8)), points, 1_700_000_000_000L);
  }

  private void damageSecondBlock() throws IOException {
    Path segment;
    try (var files = Files.walk(spools.resolve(here))) {
      segment =
          files.filter(file -> file.toString().endsWith(".segment")).findFirst().orElseThrow();
    }
    var bytes = Files.readAllBytes(segment);
    bytes[bytes(20) + 3] ^= 0x10;
    Files.write(segment, bytes);
  }

  private static int bytes(int lines) {
    return lines * lines(0, 1).length();
  }

  private static String lines(int from, int to) {
    var text = new StringBuilder();
    for (var i = from; i < to; i++) {
      text.append(String.format(Locale.ROOT, "metric.%04d 1.5 1700000000\n", i));
    }
    return text.toString();
  }
}
