// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// The closed subset of Python's pickle that carbon clients send: lists, tuples, text, numbers, and
/// in cache queries dictionaries. Nothing is ever instantiated. Points enter at
/// [org.graphitestack.protocol.pickle.PickleDecoder], all else at
/// [org.graphitestack.protocol.pickle.PickleReader].
@NullMarked
package org.graphitestack.protocol.pickle;

import org.jspecify.annotations.NullMarked;
