// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Copies series from one storage to another, of whatever kinds, while both are in use. Enter at
/// `Conversions`. Must not know how daemons are wired.
@NullMarked
package org.graphitestack.launch.convert;

import org.jspecify.annotations.NullMarked;
