// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// What every storage engine offers: reader, writer, admin, and the finder that the name index
/// answers. Enter at [org.graphitestack.storage.StorageEngine]. Knows no engine, no socket, no
/// HTTP.
@NullMarked
package org.graphitestack.storage;

import org.jspecify.annotations.NullMarked;
