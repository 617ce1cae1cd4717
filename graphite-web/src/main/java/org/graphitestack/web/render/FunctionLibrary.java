// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.render;

import java.util.List;
import java.util.Map;
import org.graphitestack.web.target.Expression.Call;

/// The functions a target may call.
public interface FunctionLibrary {

  /// Calls a function.
  ///
  /// @param call the call as written, for messages and for functions that evaluate an argument
  ///   again
  /// @param arguments values of the arguments by position
  /// @param named values of the arguments by keyword
  /// @throws InvalidRenderException if there is no such function or its arguments do not fit
  Value call(Call call, List<Value> arguments, Map<String, Value> named, Evaluation evaluation);
}
