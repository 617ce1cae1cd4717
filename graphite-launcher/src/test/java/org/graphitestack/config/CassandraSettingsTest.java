// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.graphitestack.cache.write.WriteStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CassandraSettingsTest {

  @TempDir private Path folder;

  private CarbonConf carbon(String text, String... overrides)
      throws IOException, InvalidConfigException {
    var file = folder.resolve("carbon.conf");
    Files.writeString(file, text);
    return CarbonConf.read(file, folder, "a", List.of(overrides), "here");
  }

  @Test
  void nothingSaid_isTheDefaults() throws Exception {
    assertThat(carbon("").storage().cassandra()).isEqualTo(CassandraSettings.DEFAULTS);
    assertThat(carbon("").storage().database()).isEqualTo(Database.WHISPER);
  }

  @Test
  void everyKey_isMapped() throws Exception {
    var conf =
        carbon(
            """
            [cache]
            DATABASE = cassandra
            [cassandra]
            CONTACT_POINTS = db1:9043, [::1]:9044,db3
            DATACENTER = west
            DATA_KEYSPACE = points
            META_KEYSPACE = names
            REPLICATION_FACTOR = 2
            CREATE_SCHEMA = False
            READ_CONSISTENCY = local_one
            WRITE_CONSISTENCY = EACH_QUORUM
            CONNECT_TIMEOUT = 3
            REQUEST_TIMEOUT = 0.5
            REQUESTS_IN_FLIGHT = 64
            USER = anna
            PASSWORD = secret
            TLS = True
            TLS_TRUST_STORE = /t.p12
            TLS_TRUST_STORE_PASSWORD = t
            TLS_KEY_STORE = /k.p12
            TLS_KEY_STORE_PASSWORD = k
            TLS_HOST_NAMES = False
            EXPIRE_SERIES = False
            """);

    assertThat(conf.notes()).isEmpty();
    assertThat(conf.storage().database()).isEqualTo(Database.CASSANDRA);
    assertThat(conf.storage().cassandra())
        .isEqualTo(
            new CassandraSettings(
                List.of(
                    InetSocketAddress.createUnresolved("db1", 9043),
                    InetSocketAddress.createUnresolved("[::1]", 9044),
                    InetSocketAddress.createUnresolved("db3", 9042)),
                Optional.of("west"),
                "points",
                "names",
                2,
                "LOCAL_ONE",
                "EACH_QUORUM",
                Duration.ofSeconds(3),
                Duration.ofMillis(500),
                64,
                Optional.of("anna"),
                "secret",
                true,
                Optional.of(Path.of("/t.p12")),
                "t",
                Optional.of(Path.of("/k.p12")),
                "k",
                false,
                false,
                false));
    assertThat(conf.storage().cassandra().toString()).doesNotContain("secret");
  }

  @Test
  void shippedFileUncommented_namesEveryKey() throws Exception {
    String shipped;
    try (var in = CassandraSettings.class.getResourceAsStream("/default-conf/carbon.conf")) {
      shipped = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
    var section = shipped.substring(shipped.indexOf("[cassandra]"));

    assertThat(carbon(shipped).storage().cassandra()).isEqualTo(CassandraSettings.DEFAULTS);
    for (var key : CassandraSettings.KINDS.keySet()) {
      assertThat(section).containsPattern("(?m)^# " + key + " = ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CONTACT_POINTS = a:b|contact_points = a:b (expected: hosts with or without a port",
        "CONTACT_POINTS = a,,b|contact_points = a,,b (expected: hosts with or without a port",
        "CONTACT_POINTS = a:70000|contact_points = a:70000 (expected: hosts",
        "DATA_KEYSPACE = A-B|data_keyspace = A-B (expected: a letter",
        "READ_CONSISTENCY = MOST|read_consistency = MOST (expected: one of ONE, TWO, QUORUM",
        "REQUEST_TIMEOUT = 0|request_timeout = 0 (expected: seconds, more than 0)",
        "REPLICATION_FACTOR = 0|replication_factor = 0 (expected: a whole number from 1",
        "TLS_TRUST_STORE = /x|tls_trust_store = /x (expected: TLS = True as well)"
      })
  void wrongValue_isRefused(String line, String message) {
    assertThatExceptionOfType(InvalidConfigException.class)
        .isThrownBy(() -> carbon("[cassandra]\n" + line + "\n"))
        .withMessageContaining("carbon.conf:2: " + message);
  }

  @Test
  void unknownKey_isNotedWithTheNearest() throws Exception {
    assertThat(carbon("[cassandra]\nCONTACT_POINT = a\n").notes())
        .singleElement()
        .asString()
        .endsWith("CONTACT_POINT is no key of [cassandra] (expected: CONTACT_POINTS?)");
  }

  @Test
  void flag_winsOverTheFile() throws Exception {
    var conf = carbon("[cassandra]\nUSER = anna\n", "cassandra.USER=bert");

    assertThat(conf.storage().cassandra().user()).contains("bert");
  }

  @Test
  void cluster_hasMoreWritersAndGathersPoints() throws Exception {
    var writing = carbon("[cache]\nDATABASE = cassandra\n").cache().writing();

    assertThat(writing.threads()).isEqualTo(64);
    assertThat(writing.strategy()).isEqualTo(WriteStrategy.TIMESORTED);
    assertThat(writing.timestampLag()).isEqualTo(Duration.ofMinutes(2));
    assertThat(carbon("[cache]\nDATABASE = cassandra\nWRITERS = 3\n").cache().writing().threads())
        .isEqualTo(3);
  }

  @Test
  void web_readsItsTableOverTheSectionAndFlagsOverBoth() throws Exception {
    Files.writeString(
        folder.resolve("carbon.conf"),
        "[cassandra]\nCONTACT_POINTS = a\nUSER = anna\nPASSWORD = one\n");
    Files.writeString(
        folder.resolve(WebSettings.NAME),
        "database = \"cassandra\"\n[cassandra]\nuser = \"bert\"\npassword = \"two\"\n");

    var storage = WebSettings.read(folder, List.of("cassandra.PASSWORD=three")).storage();

    assertThat(storage.database()).isEqualTo(Database.CASSANDRA);
    assertThat(storage.cassandra().contactPoints())
        .containsExactly(InetSocketAddress.createUnresolved("a", 9042));
    assertThat(storage.cassandra().user()).contains("bert");
    assertThat(storage.cassandra().password()).isEqualTo("three");
  }

  @Test
  void check_findsWhatIsWrongInTheSection() throws Exception {
    var file = folder.resolve("carbon.conf");
    Files.writeString(file, "[cassandra]\nCONTACT_POINT = a\nREQUESTS_IN_FLIGHT = none at all\n");

    var part =
        ConfigCheck.of(file, folder, List.of(), "here").stream()
            .filter(one -> one.name().equals("carbon.conf [cassandra]"))
            .findFirst()
            .orElseThrow();

    assertThat(part.wrong())
        .anyMatch(line -> line.contains("CONTACT_POINT is no key of [cassandra]"))
        .anyMatch(line -> line.contains("requests_in_flight = none at all (expected: "));
  }
}
