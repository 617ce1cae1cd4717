// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.cassandra;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// One cluster for all classes of a run: the first to ask starts it, the end of the run stops it.
/// Whoever gets it gets it with every node up, whatever the test before did to them.
final class CassandraExtension implements ExecutionCondition, ParameterResolver {

  private static final System.Logger LOG = System.getLogger(CassandraExtension.class.getName());
  private static final ExtensionContext.Namespace ROOM =
      ExtensionContext.Namespace.create(CassandraExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    var missing = CassandraServer.missing();
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("a server can be started");
    }
    if (Boolean.getBoolean("cassandra.required")) {
      throw new IllegalStateException(missing.get());
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "SKIPPED, NOT TESTED: {0}: {1}",
        context.getDisplayName(),
        missing.get());
    return ConditionEvaluationResult.disabled(missing.get());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == CassandraCluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var store = context.getRoot().getStore(ROOM);
    var cluster =
        store
            .getOrComputeIfAbsent(CassandraCluster.class, _ -> Running.start(), Running.class)
            .cluster();
    try {
      cluster.restore();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cluster;
  }

  private record Running(CassandraCluster cluster) implements AutoCloseable {

    static Running start() {
      try {
        return new Running(CassandraCluster.start(NodeSize.TEST, CassandraCluster.ADDRESSES));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      cluster.close();
    }
  }
}
