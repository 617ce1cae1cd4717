// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.query;

import java.io.IOException;
import org.graphitestack.model.PointBatch;

/// What a server of cache queries asks. Thread-safe.
public interface QueriedCache {

  /// The points of a series that are not known to be stored; empty if there are none, or no series
  /// can be called so. Returns soon: it is called on an event loop.
  ///
  /// @param metric as it was sent
  PointBatch points(String metric);

  /// How a stored series rolls up, by whisper's name of the method. May wait for a disk.
  ///
  /// @throws IOException if there is no such series, or it cannot be read
  String aggregationMethod(String metric) throws IOException;

  /// Changes how a stored series rolls up from now on. May wait for a disk.
  ///
  /// @return the method before
  /// @throws IOException if there is no such series or no such method, or it cannot be written
  String aggregationMethod(String metric, String method) throws IOException;
}
