// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

/// An address of this server that a request names, for instance where to go after the login.
final class LocalAddress {

  private LocalAddress() {}

  /// The address without its leading slash, to be appended to the way to the root; empty, the root
  /// itself, for whatever leads or might lead elsewhere.
  static String belowRoot(String address) {
    var local =
        address.startsWith("/")
            && !address.startsWith("//")
            && address.indexOf('\\') < 0
            && address.chars().noneMatch(c -> c <= ' ' || c >= 0x7f)
            && !address.startsWith("/account/log");
    return local ? address.substring(1) : "";
  }
}
