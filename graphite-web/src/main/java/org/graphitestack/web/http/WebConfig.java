// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/// What the web server listens on, and its limits.
///
/// @param bind address and port to listen on; port 0 takes any free one
/// @param frontPage class-path resource that is `/`, with a leading slash; what stands in its
///   folder is served beside it
/// @param maxQueryBytes longest query string that is read; a longer one is answered with 414
/// @param maxHeaderBytes size of a request's headers together, without its first line; more is
///   answered with 431
/// @param maxFormBytes largest request body; a larger one is answered with 413
/// @param minGzipBytes bodies shorter than this are never compressed
/// @param idleTimeout how long a connection may stand still, between requests and within one
/// @param stopTimeout how long requests in flight may go on when the server closes
public record WebConfig(
    InetSocketAddress bind,
    String frontPage,
    int maxQueryBytes,
    int maxHeaderBytes,
    int maxFormBytes,
    int minGzipBytes,
    Duration idleTimeout,
    Duration stopTimeout) {

  public WebConfig {
    checkAtLeast("maxQueryBytes", maxQueryBytes, 1);
    checkAtLeast("maxHeaderBytes", maxHeaderBytes, 1);
    checkAtLeast("maxFormBytes", maxFormBytes, 1);
    checkAtLeast("minGzipBytes", minGzipBytes, 0);
    if (idleTimeout.isNegative() || idleTimeout.isZero()) {
      throw new IllegalArgumentException("idleTimeout: " + idleTimeout + " (expected: > 0)");
    }
    if (stopTimeout.isNegative()) {
      throw new IllegalArgumentException("stopTimeout: " + stopTimeout + " (expected: >= 0)");
    }
  }

  /// Port 8080 of the loopback interface and limits that fit any dashboard.
  public static WebConfig defaults() {
    return new WebConfig(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080),
        "/web/index.html",
        1 << 20,
        64 << 10,
        8 << 20,
        200,
        Duration.ofSeconds(60),
        Duration.ofSeconds(10));
  }

  /// The same limits on another address.
  public WebConfig withBind(InetSocketAddress changed) {
    return new WebConfig(
        changed,
        frontPage,
        maxQueryBytes,
        maxHeaderBytes,
        maxFormBytes,
        minGzipBytes,
        idleTimeout,
        stopTimeout);
  }

  /// The same with another front page and what stands beside it.
  public WebConfig withFrontPage(String changed) {
    return new WebConfig(
        bind,
        changed,
        maxQueryBytes,
        maxHeaderBytes,
        maxFormBytes,
        minGzipBytes,
        idleTimeout,
        stopTimeout);
  }

  private static void checkAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= " + least + ")");
    }
  }
}
