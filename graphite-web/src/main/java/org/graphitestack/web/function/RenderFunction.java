// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.function;

import org.graphitestack.web.render.Value;

/// A function of the render API: how it is called and what it does. Stateless.
interface RenderFunction {

  Signature signature();

  /// Does what it does.
  ///
  /// @throws org.graphitestack.web.render.InvalidRenderException if it cannot work with what it got
  Value call(Invocation in);
}
