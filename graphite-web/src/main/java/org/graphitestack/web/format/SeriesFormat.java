// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.graphitestack.web.series.TimeSeries;

/// A way to write series.
public interface SeriesFormat {

  /// The media type of the answer, without a charset.
  String contentType(FormatOptions options);

  /// An answer that can be written; what can go wrong with the series goes wrong here, before the
  /// first byte.
  ///
  /// @throws org.graphitestack.web.series.UnknownConsolidationException if values must be
  ///   consolidated by a function that does not exist
  Answer answer(List<TimeSeries> series, FormatOptions options);

  /// Writes an answer to a stream and flushes it.
  interface Answer {

    void writeTo(OutputStream out) throws IOException;
  }
}
