// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.config.RoutesConfig;

/// A group of endpoints that belong together, added to the server when it opens.
public interface Routes {

  void addTo(RoutesConfig routes);
}
