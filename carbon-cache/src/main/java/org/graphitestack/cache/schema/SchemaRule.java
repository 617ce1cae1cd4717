// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.cache.schema;

import java.util.function.Predicate;
import org.graphitestack.model.RetentionPolicy;

/// A section of storage-schemas.conf: series whose path matches get these archives.
///
/// @param name the section's name
/// @param pattern whether a path matches
public record SchemaRule(String name, Predicate<String> pattern, RetentionPolicy retentions) {}
