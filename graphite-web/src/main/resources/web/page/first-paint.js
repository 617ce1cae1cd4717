// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// Runs before the first paint, so that a chosen theme never flashes: a classic script, no module.
'use strict';

try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
  }
} catch {
  // Storage is forbidden here: the page follows the system.
}
