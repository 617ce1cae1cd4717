// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// The closed subset of Python's pickle that carbon clients send: lists, tuples, text, numbers.
/// Nothing is ever instantiated.
@NullMarked
package org.graphitestack.protocol.pickle;

import org.jspecify.annotations.NullMarked;
