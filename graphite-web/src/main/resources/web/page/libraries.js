// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The vendored libraries, named once. Their versions are in the paths; docs/ui.md tells how to change them.

import { Component, createRef, h, render } from '../vendor/preact-10.29.7/preact.module.js';
import htm from '../vendor/htm-3.1.1/htm.module.js';

export { Component, createRef, render };

/** Markup as a tagged template. Texts and attributes are escaped by construction. */
export const html = htm.bind(h);

/** The chart class; index.html loads the minified build, a third of the size of the module build. */
export const uPlot = /** @type {any} */ (globalThis).uPlot;
