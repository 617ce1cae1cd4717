// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import static java.lang.System.Logger.Level.WARNING;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import org.graphitestack.web.format.PythonJson;
import org.graphitestack.web.state.StateException;

/// Answers that need the web's own state: a database that cannot be used is a 503 whose reason
/// stands in the log, a value the state cannot take a 400.
final class StateAnswers {

  private static final System.Logger log = System.getLogger(StateAnswers.class.getName());

  private StateAnswers() {}

  /// @param subject what the database is needed for, in the plural
  static Handler of(String subject, Handler handler) {
    return context -> {
      try {
        handler.handle(context);
      } catch (StateException unusable) {
        log.log(WARNING, subject + ": " + unusable.getMessage());
        context.status(503);
        json(
            context, Map.of("error", subject + " cannot be looked up now; the log has the reason"));
      } catch (IllegalArgumentException wrong) {
        throw new InvalidParametersException(String.valueOf(wrong.getMessage()), wrong);
      }
    };
  }

  static void json(Context context, Object value) {
    context.contentType("application/json").result(PythonJson.compact().text(value));
  }
}
