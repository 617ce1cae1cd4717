// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.servererrors.AlreadyExistsException;
import com.datastax.oss.driver.api.core.servererrors.InvalidConfigurationInQueryException;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.SyntaxError;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.graphitestack.storage.StorageUnreachableException;

/// What the driver throws, as storage says it: a statement that is wrong is wrong for ever; all
/// else is a cluster that does not answer and may answer later.
record ClusterFaults(String store, CassandraStatistics statistics) {

  private static final int MOST_CAUSES = 10;

  IOException of(Throwable thrown) {
    var cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (cause instanceof IOException known) {
      return known;
    }
    if (cause instanceof InvalidQueryException
        || cause instanceof SyntaxError
        || cause instanceof AlreadyExistsException
        || cause instanceof UnauthorizedException
        || cause instanceof InvalidConfigurationInQueryException) {
      return new IOException(store + ": " + cause.getMessage(), cause);
    }
    statistics.unreachable();
    return new StorageUnreachableException(store, reason(cause), cause);
  }

  /// The errors of nodes come in a list of their own, and what TLS had against a connection only as
  /// a cause.
  private static String reason(Throwable cause) {
    if (cause instanceof AllNodesFailedException failed && !failed.getAllErrors().isEmpty()) {
      var error = failed.getAllErrors().values().iterator().next().getLast();
      return "no node could answer (" + withRoot(error) + ")";
    }
    return withRoot(cause);
  }

  private static String withRoot(Throwable thrown) {
    var root = thrown;
    for (var depth = 0; root.getCause() != null && depth < MOST_CAUSES; depth++) {
      root = root.getCause();
    }
    var message = String.valueOf(thrown.getMessage());
    var deepest = root.getMessage();
    return deepest == null || message.contains(deepest) ? message : message + ": " + deepest;
  }
}
