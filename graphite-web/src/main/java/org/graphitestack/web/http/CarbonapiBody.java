// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.graphitestack.web.carbonapi.FetchQuestion;

/// A question that carbonapi sends as the body of a request, of a GET too: a message of its third
/// protocol. A form is none.
final class CarbonapiBody {

  /// The media type of answers of its second protocol, whose questions are parameters.
  static final String V2 = "application/x-protobuf";

  private CarbonapiBody() {}

  static boolean isIn(Context context, Parameters parameters) {
    return parameters.last("format", "").equals("carbonapi_v3_pb")
        && !context.isFormUrlencoded()
        && !context.isMultipartFormData()
        && context.bodyAsBytes().length > 0;
  }

  /// @throws InvalidParametersException if the body is no such message
  static <T> T read(Context context, Function<byte[], T> parser) {
    try {
      return parser.apply(context.bodyAsBytes());
    } catch (IllegalArgumentException wrong) {
      throw new InvalidParametersException(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  /// A question as the parameters of a render request.
  ///
  /// @param sent beside the message
  static Parameters parameters(FetchQuestion question, Parameters sent) {
    var query =
        new StringBuilder("format=carbonapi_v3_pb&noCache=1&from=")
            .append(question.from())
            .append("&until=")
            .append(question.until());
    sent.last("local").ifPresent(local -> query.append("&local=").append(encoded(local)));
    question.targets().forEach(target -> query.append("&target=").append(encoded(target)));
    return Parameters.parse(query.toString(), "");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
