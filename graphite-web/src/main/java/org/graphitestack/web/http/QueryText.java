// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A query string that is put together.
final class QueryText {

  private final StringBuilder text = new StringBuilder();

  void add(String name, List<String> values) {
    for (var value : values) {
      text.append(text.isEmpty() ? "" : "&").append(encode(name)).append('=').append(encode(value));
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
