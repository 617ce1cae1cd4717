// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.http.Context;
import org.graphitestack.web.access.Viewer;
import org.graphitestack.web.access.Visibility;
import org.graphitestack.web.bookmark.SavedGraph;

/// Who makes a request, as the gate found out.
final class Viewers {

  private static final String ATTRIBUTE = "graphite.viewer";

  private Viewers() {}

  static void set(Context context, Viewer viewer) {
    context.attribute(ATTRIBUTE, viewer);
  }

  /// Everyone, if no gate said otherwise.
  static Viewer of(Context context) {
    Viewer viewer = context.attribute(ATTRIBUTE);
    return viewer == null ? Viewer.ANYONE : viewer;
  }

  static Visibility sees(Context context) {
    return of(context).sees();
  }

  /// Under whose name graphs are saved.
  static String owner(Context context) {
    return of(context).user().orElse(SavedGraph.NOBODY);
  }

  /// Whether the answer is for everyone who asks the same.
  static boolean isAnyone(Context context) {
    return of(context).equals(Viewer.ANYONE);
  }
}
