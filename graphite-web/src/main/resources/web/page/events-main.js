// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// Where the page of events begins.

import { EventsPage } from './events-page.js';
import { html, render } from './libraries.js';

render(html`<${EventsPage} />`, /** @type {Element} */ (document.getElementById('app')));
