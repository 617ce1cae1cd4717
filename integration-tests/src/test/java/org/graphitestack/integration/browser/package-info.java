// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// The page as a person meets it: the product as a process, Debian's Chromium in front of it.
@NullMarked
package org.graphitestack.integration.browser;

import org.jspecify.annotations.NullMarked;
