// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Carbonlink, the protocol by which a web asks a cache for points that are not stored yet, and for
/// how a series rolls up.
///
/// ```
/// u32 length, big-endian | pickle of a dictionary          both ways, many per connection, in order
///
/// {type: cache-query, metric}                 {datapoints: [(time, value)...]}
/// {type: cache-query-bulk, metrics: [...]}    {datapointsByMetric: {metric: [(time, value)...]}}
/// {type: get-metadata, metric, key}           {value} or {error}
/// {type: set-metadata, metric, key, value}    {old_value, new_value} or {error}
/// anything else with a type                   {error}
/// ```
///
/// A cache answers at [org.graphitestack.protocol.query.CacheQueryServer], a web asks through
/// [org.graphitestack.protocol.query.CacheCluster]. Knows neither caches nor storage.
@NullMarked
package org.graphitestack.protocol.query;

import org.jspecify.annotations.NullMarked;
