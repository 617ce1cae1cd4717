// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.graphitestack.launch.whisper.WhisperTools;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Runs whisper tools, each argument of a line in base64, and answers a line each: status, output
/// and errors, the latter two in base64 too. For `integration-tests/whisper-tools`, which would
/// otherwise start a Java machine for every case.
final class WhisperToolRunner {

  @Command(name = "graphite")
  static final class Root {}

  public static void main(String[] none) throws Exception {
    var answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.setIn(java.io.InputStream.nullInputStream());
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      var arguments =
          Arrays.stream(line.split(" ")).map(WhisperToolRunner::decoded).toArray(String[]::new);
      var out = new StringWriter();
      var err = new StringWriter();
      var graphite = new CommandLine(new Root());
      WhisperTools.addTo(graphite);
      var status =
          graphite
              .setOut(new PrintWriter(out, true))
              .setErr(new PrintWriter(err, true))
              .setCaseInsensitiveEnumValuesAllowed(true)
              .execute(arguments);
      answers.println(status + " " + encoded(out) + " " + encoded(err));
    }
  }

  private static String decoded(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }

  private static String encoded(StringWriter text) {
    return Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
