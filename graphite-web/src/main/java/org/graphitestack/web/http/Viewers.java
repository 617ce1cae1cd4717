// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.http.Context;
import java.util.function.Supplier;
import org.graphitestack.web.access.Viewer;
import org.graphitestack.web.access.Visibility;
import org.graphitestack.web.bookmark.SavedGraph;

/// Who makes a request, as the gate found out.
final class Viewers {

  private static final String ATTRIBUTE = "graphite.viewer";
  private static final String AGAIN = "graphite.viewer.again";

  private Viewers() {}

  /// Keeps who it is.
  ///
  /// @param again tells it once more, for answers that last
  static void set(Context context, Viewer viewer, Supplier<Viewer> again) {
    context.attribute(ATTRIBUTE, viewer);
    context.attribute(AGAIN, again);
  }

  /// Whether the gate would still find the same.
  static boolean isStillTheSame(Context context) {
    Supplier<Viewer> again = context.attribute(AGAIN);
    try {
      return again == null || again.get().equals(of(context));
    } catch (NotAdmittedException _) {
      return false;
    }
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
