// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;

/// How many replicas have to answer.
public enum Consistency {
  ONE(DefaultConsistencyLevel.ONE),
  TWO(DefaultConsistencyLevel.TWO),
  QUORUM(DefaultConsistencyLevel.QUORUM),
  ALL(DefaultConsistencyLevel.ALL),
  LOCAL_ONE(DefaultConsistencyLevel.LOCAL_ONE),
  LOCAL_QUORUM(DefaultConsistencyLevel.LOCAL_QUORUM),
  EACH_QUORUM(DefaultConsistencyLevel.EACH_QUORUM);

  private final DefaultConsistencyLevel level;

  Consistency(DefaultConsistencyLevel level) {
    this.level = level;
  }

  ConsistencyLevel level() {
    return level;
  }
}
