// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

/// Takes names, which are only valid during the call.
@FunctionalInterface
public interface NameConsumer {

  void name(byte[] bytes, int offset, int length);
}
