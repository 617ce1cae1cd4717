// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

/// Who this client is to the cluster.
public record Login(String user, String password) {

  /// Says no password.
  @Override
  public String toString() {
    return "Login[user=" + user + "]";
  }
}
