// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.integration.cassandra;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/// A test class over the one [CassandraCluster] of this run, which its constructor or methods take
/// as a parameter. Without a JDK for the server, or without its jars, the class is skipped, counted
/// and told at warning level; with `-Dcassandra.required=true`, as CI has it, that is a failure.
@Documented
@Tag("cassandra")
@ResourceLock("cassandra")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(CassandraExtension.class)
public @interface WithCassandra {}
