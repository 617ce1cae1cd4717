// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.graphitestack.model.MetricPath;
import org.graphitestack.storage.index.NameIndex;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the answers look like; which they are, recorded answers of graphite-web say.
class TagsRoutesTest {

  private final NameIndex index = new NameIndex();
  private TestServer server;

  @BeforeEach
  void open() throws IOException {
    index.add(new MetricPath("disk;dc=a;host=h1"));
    index.add(new MetricPath("disk;dc=b;host=h2"));
    server = TestServer.open(new TagsRoutes(index, index));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/tags | [{\"tag\": \"dc\"}, {\"tag\": \"host\"}, {\"tag\": \"name\"}]",
        "/tags/ | [{\"tag\": \"dc\"}, {\"tag\": \"host\"}, {\"tag\": \"name\"}]",
        "/tags?filter=%5Eh&limit=1 | [{\"tag\": \"host\"}]",
        "/tags/dc?limit=1 | {\"tag\": \"dc\", \"values\": [{\"value\": \"a\", \"count\": 1}]}",
        "/tags/nosuch | null",
        "/tags/findSeries/ | null",
        "/tags/dc/ | null",
        "/tags/findSeries?expr[]=dc=a | [\"disk;dc=a;host=h1\"]",
        "/tags/autoComplete/tags?expr=dc=a | [\"host\", \"name\"]",
        "/tags/autoComplete/values?tag=host&expr=dc=b | [\"h2\"]",
        "/tags/autoComplete/values?tag=host&limit=0 | []",
        "/tags/autoComplete/values?tag=host&valuePrefix=%68%31 | [\"h1\"]",
      })
  void get_ofWhatThereIs_isAList(String path, String answer) {
    var got = server.get(path.replace("[", "%5B").replace("]", "%5D"));
    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(got.body()).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/tags/findSeries | no tag expressions specified",
        "/tags/findSeries?expr=x | Invalid tagspec: x (expected: tag=value, tag!=value, tag=~re or"
            + " tag!=~re)",
        "/tags/findSeries?expr=name!=x | At least one tagspec must require a non-empty value:"
            + " [name!=x]",
        "/tags/findSeries?expr=name=~( | ( (expected: a regular expression without look-around;"
            + " missing closing ))",
        "/tags/autoComplete/values | no tag specified",
        "/tags/autoComplete/tags?limit=x | Invalid int value 'x' for param limit",
      })
  void get_ofNonsense_isA400WithTheReason(String path, String reason) {
    var got = server.get(path.replace("~(", "~%28"));
    assertThat(got.statusCode()).isEqualTo(400);
    assertThat(got.body()).isEqualTo("{\"error\": \"" + reason + "\"}");
  }

  @Test
  void tagSeries_ofANewSeries_answersItsCanonicalName() {
    assertThat(server.post("/tags/tagSeries", "path=a%3Bz%3D1%3Bb%3D2").body())
        .isEqualTo("\"a;b=2;z=1\"");
    assertThat(server.get("/tags/findSeries?expr=b=2").body()).isEqualTo("[\"a;b=2;z=1\"]");

    assertThat(server.post("/tags/delSeries", "path=a%3Bz%3D1%3Bb%3D2").body()).isEqualTo("true");
    assertThat(server.get("/tags/findSeries?expr=b=2").body()).isEqualTo("[]");
    assertThat(server.post("/tags/delSeries", "path=never;was=it").body()).isEqualTo("true");
  }

  @Test
  void tagMultiSeries_ofWhichOneIsWrong_entersNone() {
    var answer = server.post("/tags/tagMultiSeries", "path=n%3Ba%3D1&path=n%3Bwrong");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Cannot parse path metric path: n;wrong");
    assertThat(server.get("/tags/findSeries?expr=name=n").body()).isEqualTo("[]");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /tags/findSeries",
    "POST, /tags",
    "POST, /tags/dc",
    "GET, /tags/tagSeries",
    "DELETE, /tags/delSeries"
  })
  void otherMethods_areA405WithoutABody(String method, String path) {
    var answer = server.send(method, path, BodyPublishers.noBody());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.body()).isEmpty();
  }
}
