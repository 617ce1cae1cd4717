// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.integration.GraphiteProcess;
import org.graphitestack.launch.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// A node that speaks TLS only, asks clients for a certificate and knows them by name and password.
@Tag("cassandra")
@ResourceLock("cassandra")
@ExtendWith(CassandraExtension.class)
class TlsLoginTest {

  private static final String ADDRESS = "127.0.0.25";
  private static final String PASSWORD = "changeit";

  @TempDir private static Path keys;
  private static CassandraCluster node;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    keyPair("node", "-ext", "san=ip:" + ADDRESS);
    keyPair("client");
    trust("node");
    trust("client");
    node =
        CassandraCluster.start(
            NodeSize.TEST,
            List.of(ADDRESS),
            """
            authenticator: PasswordAuthenticator
            authorizer: CassandraAuthorizer
            client_encryption_options:
              enabled: true
              optional: false
              require_client_auth: true
              keystore: "%1$s/node.p12"
              keystore_password: "%2$s"
              truststore: "%1$s/client-trust.p12"
              truststore_password: "%2$s"
              store_type: PKCS12
            """
                .formatted(keys, PASSWORD));
  }

  @AfterAll
  static void stop() throws IOException {
    node.close();
  }

  private static void keyPair(String name, String... more) throws IOException {
    var arguments =
        new ArrayList<String>(
            List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name));
    arguments.addAll(List.of("-keystore", keys.resolve(name + ".p12").toString()));
    arguments.addAll(List.of(more));
    keytool(arguments);
  }

  /// A store of one that is believed: `NAME-trust.p12`.
  private static void trust(String name) throws IOException {
    var certificate = keys.resolve(name + ".pem").toString();
    keytool(
        List.of(
            "-exportcert",
            "-rfc",
            "-alias",
            name,
            "-keystore",
            keys.resolve(name + ".p12").toString(),
            "-file",
            certificate));
    keytool(
        List.of(
            "-importcert",
            "-noprompt",
            "-alias",
            name,
            "-keystore",
            keys.resolve(name + "-trust.p12").toString(),
            "-file",
            certificate));
  }

  private static void keytool(List<String> arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
    var tool = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(tool.waitFor()).as(said).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String[] access(String password, String trusted, String... more) {
    var flags = new ArrayList<String>();
    for (var setting :
        List.of(
            "CONTACT_POINTS=" + ADDRESS,
            "REPLICATION_FACTOR=1",
            "USER=cassandra",
            "PASSWORD=" + password,
            "TLS=True",
            "TLS_TRUST_STORE=" + keys.resolve(trusted + "-trust.p12"),
            "TLS_TRUST_STORE_PASSWORD=" + PASSWORD)) {
      flags.addAll(List.of("--set", "cassandra." + setting));
    }
    flags.addAll(List.of(more));
    return flags.toArray(String[]::new);
  }

  private static String[] certificate() {
    return new String[] {
      "--set", "cassandra.TLS_KEY_STORE=" + keys.resolve("client.p12"),
      "--set", "cassandra.TLS_KEY_STORE_PASSWORD=" + PASSWORD
    };
  }

  @Test
  void run_withCertificateNameAndPassword_storesAndReads() throws IOException {
    var flags = new ArrayList<String>(List.of("--database", "cassandra"));
    flags.addAll(List.of("--set", "cache.MIN_TIMESTAMP_LAG=0"));
    flags.addAll(List.of("--set", StackOverCassandra.NO_OWN_METRICS));
    flags.addAll(List.of(access("cassandra", "node", certificate())));
    var now = InstantSource.system().instant().getEpochSecond();
    try (var product = GraphiteProcess.run(folder, flags.toArray(String[]::new))) {
      product.sendLines("secret.one 42 " + now + "\n");
      StackOverCassandra.awaitStored(product, 1);
      assertThat(
              product
                  .get(
                      "/render?format=raw&noCache=1&noNullPoints=true&target=secret.one&from=-2min")
                  .body())
          .contains("42.0");
    }
  }

  /// What a command that needs the cluster says when it cannot have it.
  private String refused(String[] flags) {
    var arguments = new ArrayList<String>(List.of("convert"));
    arguments.addAll(List.of("--from", "cassandra:" + ADDRESS, "--to", "whisper:" + folder));
    arguments.addAll(List.of("--set", "cassandra.CONNECT_TIMEOUT=3"));
    arguments.addAll(List.of(flags));
    var err = new StringWriter();
    var status =
        Main.commandLine()
            .setErr(new PrintWriter(err, true))
            .execute(arguments.toArray(String[]::new));
    assertThat(status).isNotZero();
    return err.toString();
  }

  @Test
  void command_withAWrongPassword_isRefusedAndSaysSo() {
    assertThat(refused(access("wrong", "node", certificate())))
        .contains(ADDRESS + ":9042", "username", "password")
        .doesNotContain("wrong");
  }

  @Test
  void command_thatDoesNotTrustTheNode_saysSo() {
    assertThat(refused(access("cassandra", "client", certificate())))
        .contains(ADDRESS + ":9042", "certif");
  }

  @Test
  void command_withoutACertificate_isRefusedAndSaysSo() {
    assertThat(refused(access("cassandra", "node"))).contains(ADDRESS + ":9042", "certificate");
  }
}
