// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.graph;

/// A finished picture.
///
/// @param contentType as HTTP names it
/// @param bytes of the file; nobody writes to them
public record Picture(String contentType, byte[] bytes) {}
