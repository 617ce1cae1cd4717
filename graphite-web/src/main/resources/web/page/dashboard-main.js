// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// Where the page of dashboards begins.

import { DashboardPage } from './dashboard-page.js';
import { html, render } from './libraries.js';

render(html`<${DashboardPage} />`, /** @type {Element} */ (document.getElementById('app')));
