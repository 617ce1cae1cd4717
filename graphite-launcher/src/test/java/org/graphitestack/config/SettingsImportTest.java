// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsImportTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "TIME_ZONE = 'Europe/Berlin' | time_zone = \"Europe/Berlin\"",
        "TIME_ZONE = u\"Europe\" '/' r'Berlin'  # joined | time_zone = \"Europe/Berlin\"",
        "UTF8_METRICS = True | utf8_metrics = true",
        "UTF8_METRICS = 1 | utf8_metrics = true",
        "DEFAULT_CACHE_DURATION = 60 * 5 | default_cache_duration = 300",
        "DEFAULT_XFILES_FACTOR = .5 | default_xfiles_factor = 0.5",
        "FETCH_TIMEOUT = 6.0 | render_seconds = 6",
        "FIND_TIMEOUT = 2.5 | find_seconds = 2.5",
        "CLUSTER_SERVERS = ['10.0.0.1:80?format=msgpack'] | cluster_servers ="
            + " [\"10.0.0.1:80?format=msgpack\"]",
        "REMOTE_STORE_MERGE_RESULTS = False | remote_store_merge_results = false",
        "METRICS_FIND_FAILURE_THRESHOLD = 50_000 | find_nodes = 50000",
        "CARBONLINK_HOSTS = [\"a:7002:x\", 'b:7002',] | carbonlink_hosts = [\"a:7002:x\","
            + " \"b:7002\"]",
        "CARBONLINK_HOSTS = 'a:1', 'b:2' | carbonlink_hosts = [\"a:1\", \"b:2\"]",
        "DEFAULT_CACHE_POLICY = [(0, 60), (7200, 120)] | default_cache_policy = [[0, 60], [7200,"
            + " 120]]",
        "LEGEND_MAX_ITEMS = int('12') | legend_max_items = 12",
        "DATE_FORMAT = '%d.%m.' | date_format = \"%d.%m.\"",
      })
  void setting_thatIsKnownHere_isTaken(String python, String toml) throws Exception {
    var settings = SettingsImport.of("local_settings.py", python);

    assertThat(settings.left()).isEmpty();
    assertThat(settings.taken()).containsExactly(toml);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SECRET_KEY = 'x' | :1: SECRET_KEY: nothing is signed with it",
        "MEMCACHE_HOSTS = ['a:1'] | :1: MEMCACHE_HOSTS: here it is answer_cache_bytes",
        "WHISPER_DIR = '/srv/w' | :1: WHISPER_DIR: start with --storage-dir /srv/w",
        "STANDARD_DIRS = ['/a', '/b'] | start with --storage-dir /a --storage-dir /b",
        "USE_LDAP_AUTH = True | :1: USE_LDAP_AUTH: users are set up anew",
        "METRICS_FIND_FAILURE_THRESHOLD = float('inf') | infinity: here there is always a limit",
        "TIME_ZONE = 'Mars' | time_zone = Mars (expected: the name of a time zone",
        "TIME_ZONE = 5 | :1: TIME_ZONE: its value is not a text in quotes",
        "REPLICATION_FACTOR = 0 | replication_factor = 0 (expected:",
        "TIME_ZONE = os.environ.get('TZ') | `os.environ.get(…)` would have to be executed",
        "TIME_ZONE = __import__('os').system('x') | `__import__(…)` would have to be executed",
        "TIME_ZONE = ZONE | `ZONE` has no value in this file that can be read",
        "TIME_ZONE = 'a%s' % 'b' | a text is filled with values",
        "TIME_ZONE = f'{x}' | a text of its kind has no fixed value",
        "TIME_ZONE = [z for z in zones] | `z` has no value",
        "TIME_ZONE = 'a' if x else 'b' | `if` is not read",
        "TIME_ZONE = lambda: 1 | ",
        "X = 5 | :1: X: no setting of graphite-web, and none here",
        "if DEBUG: pass | :1: `if …` would have to be executed",
        "from secrets import * | :1: settings of another file are not read",
        "DATABASES['default']['NAME'] = 'x' | :1: DATABASES: a part of it is given another value",
        "CARBONLINK_HOSTS += ['x'] | it adds to a value that is not in this file",
      })
  void setting_thatIsNotTaken_saysWhy(String python, String reason) throws Exception {
    var settings = SettingsImport.of("local_settings.py", python);

    assertThat(settings.taken()).isEmpty();
    assertThat(settings.left()).isNotEmpty();
    assertThat(settings.left().getFirst().toString()).contains(reason == null ? "" : reason);
  }

  @Test
  void database_saysHowToTakeItOver_butNoPassword() throws Exception {
    var sqlite =
        "DATABASES = {'default': {'NAME': '/opt/graphite/storage/graphite.db', 'ENGINE':"
            + " 'django.db.backends.sqlite3', 'USER': '', }}";
    var postgres =
        """
        DATABASES = {
          'default': {
            'ENGINE': 'django.db.backends.postgresql_psycopg2',
            'NAME': 'g', 'USER': 'u', 'PASSWORD': 'hidden', 'HOST': 'db', 'PORT': 5433}}
        """;

    assertThat(SettingsImport.of("f", sqlite).toml())
        .contains("`graphite import-dashboards /opt/graphite/storage/graphite.db`");
    assertThat(SettingsImport.of("f", postgres).toml())
        .contains("`graphite import-dashboards postgresql://u:PASSWORD@db:5433/g`")
        .doesNotContain("hidden");
  }

  @Test
  void names_areFollowedThroughTheFile() throws Exception {
    var settings =
        SettingsImport.of(
            "f",
            """
            # -*- coding: utf-8 -*-
            \"\"\"Settings
            of us\"\"\"
            from os.path import join
            import os
            ROOT = '/opt/graphite'
            CONF_DIR = os.path.join(ROOT, 'conf')
            GRAPHTEMPLATES_CONF = join(CONF_DIR, "sub/", \\
                "graphTemplates.conf")
            CARBONLINK_HOSTS = ["a:1"]; CARBONLINK_TIMEOUT = 2
            CARBONLINK_HOSTS += (
                "b:2",  # the second
            )
            """);

    assertThat(settings.taken())
        .containsExactly(
            "graphtemplates_conf = \"/opt/graphite/conf/sub/graphTemplates.conf\"",
            "carbonlink_timeout = 2",
            "carbonlink_hosts = [\"a:1\", \"b:2\"]");
    assertThat(settings.left().toString()).contains("f:7: CONF_DIR: --home names a folder");
  }

  @Test
  void assignmentUnderACondition_makesTheSettingUnknown() throws Exception {
    var settings =
        SettingsImport.of("f", "TIME_ZONE = 'UTC'\nif x:\n    TIME_ZONE = 'Europe/Berlin'\n");

    assertThat(settings.taken()).isEmpty();
    assertThat(settings.left().toString())
        .contains("f:3: TIME_ZONE: it holds under a condition, or in a function, alone");
  }

  @Test
  void settingTwice_theLastCounts() throws Exception {
    assertThat(SettingsImport.of("f", "TIME_ZONE = 'UTC'\nTIME_ZONE = 'Europe/Berlin'\n").taken())
        .containsExactly("time_zone = \"Europe/Berlin\"");
  }

  @Test
  void whatIsWritten_isReadAgain() throws Exception {
    var python =
        """
        TIME_ZONE = 'Europe/Berlin'
        DATE_FORMAT = 'a"b\\\\c\\td'
        SECRET_KEY = 'a'
        DEFAULT_CACHE_POLICY = [(0, 60)]
        CARBONLINK_HOSTS = ['h:1']
        """;
    var settings = SettingsImport.of("local_settings.py", python);
    Files.writeString(folder.resolve(WebSettings.NAME), settings.toml());

    var read = WebSettings.read(folder, List.of());

    assertThat(read.looks().dateFormat()).isEqualTo("a\"b\\c\td");
    assertThat(read.engine().zone().getId()).isEqualTo("Europe/Berlin");
    assertThat(read.render().cachePolicy()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A = 'x", "A = [1", "A = 1]", "A = '''x\n\n", "A = '\\x1'", "A = (1]"})
  void textThatIsNoPython_isRefusedWithItsPlace(String python) {
    assertThatThrownBy(() -> SettingsImport.of("f", "# first\n" + python + "\n"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageStartingWith("f:");
  }

  @Test
  void deepBrackets_areLeft() throws Exception {
    var settings = SettingsImport.of("f", "TIME_ZONE = " + "[".repeat(5000) + "]".repeat(5000));

    assertThat(settings.left().toString()).contains("brackets are more than 100 deep");
  }

  @Test
  void anyCutOfAFile_isReadOrRefused() {
    var python =
        "A = ['x', (1, 2.5e-3), {'k': None}]\nB = \"\"\"t\n\"\"\" + 'u' \\\n  'v'\nC = -0x1F\n";
    for (var length = 0; length <= python.length(); length++) {
      try {
        SettingsImport.of("f", python.substring(0, length));
      } catch (InvalidConfigException refused) {
        assertThat(refused).hasMessageContaining("expected: ");
      }
    }
  }
}
