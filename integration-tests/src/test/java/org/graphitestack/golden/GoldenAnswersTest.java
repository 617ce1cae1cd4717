// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.golden;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import org.graphitestack.web.cluster.ClusterConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every case whose answer was recorded from graphite-web and that uses only what this server has
/// is answered the same, over HTTP, from the same files.
final class GoldenAnswersTest {

  @TempDir private static Path root;
  @TempDir private static Path stateFolder;
  private static GoldenServer server;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void open() throws IOException, InterruptedException {
    GoldenServer.unpackTree(root);
    server =
        GoldenServer.open(root, GoldenServer.lines("tagged.txt"), stateFolder, ClusterConfig.NONE);
  }

  @AfterAll
  static void close() throws IOException {
    CLIENT.close();
    server.close();
  }

  @Test
  void everyCaseOfWhatIsThere_isAnsweredAsRecorded() throws Exception {
    RecordedCases.assertAnsweredBy(CLIENT, server.base(), "differences.tsv");
  }
}
