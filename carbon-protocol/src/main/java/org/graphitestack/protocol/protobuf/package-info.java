// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Carbon's protobuf messages: the three of carbon.proto, read and written without generated code.
@NullMarked
package org.graphitestack.protocol.protobuf;

import org.jspecify.annotations.NullMarked;
