// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.write;

import java.time.Instant;
import org.graphitestack.cache.ledger.DropReason;
import org.graphitestack.model.MetricPath;

/// A series whose points are set aside, and why.
///
/// @param detail what the storage said
public record QuarantinedSeries(MetricPath path, DropReason reason, String detail, Instant since) {}
