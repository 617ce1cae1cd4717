// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import org.graphitestack.web.render.Value;

/// `seriesByTag`: series by their tags. As a target it is a path expression, which rendering
/// fetches; it gets here only as somebody's callback.
final class SeriesByTag implements RenderFunction {

  @Override
  public Signature signature() {
    return Signature.of(
            FunctionGroup.SPECIAL,
            "seriesByTag",
            Parameter.required("tagExpressions", ParameterType.STRING).many())
        .describe(
            "Series whose tags satisfy all expressions: tag=value, tag!=value, tag=~expression,"
                + " tag!=~expression. One of them must ask for a value.")
        .example("seriesByTag(\"name=~servers\\..*\\.load\")");
  }

  @Override
  public Value call(Invocation in) {
    throw in.wrong("it takes no series (expected: a target of its own)");
  }
}
