// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.RejectedInput;
import org.jspecify.annotations.Nullable;

/// What became of the points of one HTTP request, for its sender. Passes every refusal on to those
/// who count them.
final class PostReport implements RejectedInput {

  private final RejectedInput counted;
  private final Map<RejectReason, Integer> reasons = new EnumMap<>(RejectReason.class);
  private String place = "";
  private long accepted;
  private long rejected;
  private @Nullable String first;

  PostReport(RejectedInput counted) {
    this.counted = counted;
  }

  /// Where what is refused from now on stands in the body, such as `line 3`.
  void at(String where, int number) {
    place = where + " " + number;
  }

  void accepted(int points) {
    accepted += points;
  }

  long accepted() {
    return accepted;
  }

  long rejected() {
    return rejected;
  }

  @Override
  public void rejected(RejectReason reason, byte[] bytes, int offset, int length) {
    counted.rejected(reason, bytes, offset, length);
    rejected++;
    reasons.merge(reason, 1, Integer::sum);
    if (first == null) {
      var sample = length == 0 ? "" : ": " + RejectLog.shown(bytes, offset, length);
      first = (place.isEmpty() ? "" : place + ": ") + reason.sentence() + sample;
    }
  }

  /// The report as JSON; reasons have the words of `/metrics`.
  byte[] json() {
    var json =
        new StringBuilder("{\"accepted\":")
            .append(accepted)
            .append(",\"rejected\":")
            .append(rejected)
            .append(",\"reasons\":{");
    var comma = "";
    for (var reason : reasons.entrySet()) {
      json.append(comma)
          .append('"')
          .append(reason.getKey().name().toLowerCase(Locale.ROOT))
          .append("\":")
          .append(reason.getValue());
      comma = ",";
    }
    json.append('}');
    if (first != null) {
      json.append(",\"first\":\"");
      escape(first, json);
      json.append('"');
    }
    return json.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void escape(String text, StringBuilder json) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
  }
}
