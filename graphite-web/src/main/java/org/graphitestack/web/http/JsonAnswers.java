// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.graphitestack.web.find.FindAnswer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;

/// Writes JSON to a client while it is made, indented by two for `pretty`, and as a call of the
/// client's function for `jsonp`.
final class JsonAnswers {

  private static final Pattern CALLBACK = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$.]{0,127}");
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private JsonAnswers() {}

  /// @throws InvalidParametersException if `jsonp` is no name of a function
  static void write(Context context, Parameters parameters, FindAnswer answer) throws IOException {
    var callback = callback(parameters);
    context.contentType(callback.isPresent() ? "text/javascript" : "application/json");
    var out = context.outputStream();
    if (callback.isPresent()) {
      out.write((callback.get() + "(").getBytes(StandardCharsets.UTF_8));
    }
    write(out, !parameters.last("pretty", "").isEmpty(), answer);
    if (callback.isPresent()) {
      out.write(')');
    }
  }

  /// Sends a JSON text that is made already.
  ///
  /// @throws InvalidParametersException if `jsonp` is no name of a function
  static void text(Context context, Parameters parameters, String json) {
    var callback = callback(parameters);
    context
        .contentType(callback.isPresent() ? "text/javascript" : "application/json")
        .result(callback.map(name -> name + "(" + json + ")").orElse(json));
  }

  /// The function to call: a plain name, so that the answer is a call and nothing else.
  private static Optional<String> callback(Parameters parameters) {
    var callback = parameters.last("jsonp").filter(name -> !name.isEmpty());
    if (callback.isPresent() && !CALLBACK.matcher(callback.get()).matches()) {
      throw new InvalidParametersException(
          "jsonp: not the name of a function (expected: letters, digits, _, $ and dots)");
    }
    return callback;
  }

  private static void write(OutputStream out, boolean pretty, FindAnswer answer) {
    try (JsonGenerator json = JSON.createGenerator(pretty ? new Indented() : plain(), out)) {
      answer.writeTo(json);
    }
  }

  private static ObjectWriteContext plain() {
    return ObjectWriteContext.empty();
  }

  private static final class Indented extends ObjectWriteContext.Base {

    @Override
    public PrettyPrinter getPrettyPrinter() {
      var byTwo = new DefaultIndenter("  ", "\n");
      var printer =
          new DefaultPrettyPrinter(
              Separators.createDefaultInstance().withObjectNameValueSpacing(Spacing.AFTER));
      printer.indentArraysWith(byTwo);
      printer.indentObjectsWith(byTwo);
      return printer;
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }
}
