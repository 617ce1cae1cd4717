// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.http.Context;

/// Stands before every route: tells who asks, and turns away who may not.
public interface Gate {

  /// Lets in everyone, but for pages of other sites that would change something.
  Gate OPEN =
      (context, need) -> {
        if (need.changes()) {
          OwnPages.refuseOthers(context);
        }
      };

  /// Lets a request go on to its route, with its viewer; see [Viewers].
  ///
  /// @throws NotAdmittedException if it must not
  void admit(Context context, Need need);
}
