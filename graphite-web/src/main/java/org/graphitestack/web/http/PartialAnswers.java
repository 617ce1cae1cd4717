// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.http.Context;
import org.graphitestack.web.cluster.MissingServers;

/// Marks answers that lack the part of a server which could not be asked: the header
/// `X-Graphite-Partial` names the servers and why.
final class PartialAnswers {

  static final String HEADER = "X-Graphite-Partial";

  private PartialAnswers() {}

  static void mark(Context context, MissingServers missing) {
    if (!missing.isEmpty()) {
      context.header(HEADER, missing.line());
    }
  }
}
