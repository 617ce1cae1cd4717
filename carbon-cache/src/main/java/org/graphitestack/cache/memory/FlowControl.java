// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.memory;

/// Asks senders to wait, and to go on. Calls alternate, beginning with [#pause].
public interface FlowControl {

  void pause();

  void resume();
}
