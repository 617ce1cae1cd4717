// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

import java.util.Map;

/// What a picture may be written as.
enum PictureFormat {
  PNG("image/png"),
  SVG("image/svg+xml"),
  PDF("application/x-pdf");

  private final String contentType;

  PictureFormat(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  /// PNG unless `outputFormat` or `format` names another; as in Graphite an unknown one is no
  /// error.
  static PictureFormat of(Map<String, String> values) {
    var parameters = new GraphParameters(values);
    return switch (parameters.text("outputFormat", parameters.text("format", "png"))) {
      case "svg" -> SVG;
      case "pdf" -> PDF;
      default -> PNG;
    };
  }
}
