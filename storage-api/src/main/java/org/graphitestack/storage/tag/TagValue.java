// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage.tag;

/// A value of a tag.
///
/// @param series how many have it
public record TagValue(String value, int series) {}
