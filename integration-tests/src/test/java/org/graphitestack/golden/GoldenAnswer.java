// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.golden;

/// An answer to a request.
///
/// @param type media type without parameters
record GoldenAnswer(int status, String type, String text) {}
