// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.find;

import tools.jackson.core.JsonGenerator;

/// An answer that is ready to be written.
@FunctionalInterface
public interface FindAnswer {

  /// Writes one JSON value.
  void writeTo(JsonGenerator json);
}
