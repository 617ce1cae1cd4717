// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.http.Context;
import java.util.Map;
import org.graphitestack.web.format.JsonText;
import org.jspecify.annotations.Nullable;

/// Reads the body of a request that is a JSON object, whatever its content type says.
final class JsonBody {

  private JsonBody() {}

  /// The members of the object, as [JsonText] has them.
  ///
  /// @throws InvalidParametersException if the body is something else
  static Map<String, @Nullable Object> of(Context context) {
    try {
      return JsonText.object(context.bodyAsBytes());
    } catch (IllegalArgumentException wrong) {
      throw new InvalidParametersException("the body " + wrong.getMessage(), wrong);
    }
  }
}
