// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

/// What a server was asked since the start.
///
/// @param requests sent, tries that followed on a failure among them
/// @param failures questions without an answer: no connection, no answer in time, an error, or an
///   answer that cannot be understood
/// @param late questions that were given up because other servers had answered
/// @param skipped questions that were not asked because of earlier failures
/// @param bytes of answers
/// @param leftAlone whether it is not asked now
public record ServerFigures(
    String server,
    long requests,
    long failures,
    long late,
    long skipped,
    long bytes,
    boolean leftAlone) {}
