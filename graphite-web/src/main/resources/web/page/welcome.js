// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// What the page says while it has nothing to show.

import { html } from './libraries.js';
import { Icon } from './icons.js';
import { Command } from './share.js';

/** The line port a server has unless it is told another. */
const LINE_PORT = 2003;

const EXAMPLES = ['carbon.*.*.metricsReceived', 'aliasByNode(servers.*.cpu.user, 1)', 'movingAverage(hello.world, 10)'];

/** Shown while the server knows no metric at all. */
export function NoMetrics() {
  const host = location.hostname.replace(/^\[|\]$/g, '') || '127.0.0.1';
  return html`<div class="message">
    <${Icon} name="chart" />
    <h3>Ready for your first metric</h3>
    <p>A metric is a name, a value and a time. Send one from a terminal:</p>
    <${Command} text=${`echo "hello.world 42 $(date +%s)" | nc -q0 ${host} ${LINE_PORT}`} />
    <p>It will appear in the tree by itself. Send some more, and click it to see the graph.</p>
  </div>`;
}

/** Shown while no target is chosen. @param {{onAdd: (text: string) => void}} properties */
export function NoTargets({ onAdd }) {
  return html`<div class="message">
    <${Icon} name="chart" />
    <h3>Pick a metric to see its graph</h3>
    <p>Click names in the tree, press <kbd>/</kbd> to find one, or type a target below:</p>
    <ul class="examples">
      ${EXAMPLES.map(
        (text) => html`<li key=${text}><button class="code" onClick=${() => onAdd(text)}>${text}</button></li>`,
      )}
    </ul>
  </div>`;
}
