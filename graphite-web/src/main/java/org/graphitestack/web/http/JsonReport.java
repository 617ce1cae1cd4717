// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import tools.jackson.core.JsonGenerator;

/// A report that a daemon gives of itself as JSON.
@FunctionalInterface
public interface JsonReport {

  /// Writes one value.
  ///
  /// @param parameters of the request
  /// @throws InvalidParametersException if they can't be understood; nothing may be written then
  void writeTo(JsonGenerator json, Parameters parameters);
}
