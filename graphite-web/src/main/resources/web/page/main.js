// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// Where the page begins.

import { App } from './app.js';
import { html, render } from './libraries.js';

render(html`<${App} />`, /** @type {Element} */ (document.getElementById('app')));
