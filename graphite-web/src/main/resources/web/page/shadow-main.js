// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The page that tells where answers differ from those of another server.

import { Component, html, render } from './libraries.js';
import { renderUrl, shadowReport } from './api.js';
import { Header } from './header.js';

/** Milliseconds between two looks. */
const EVERY = 5000;

class ShadowPage extends Component {
  state = { report: /** @type {any} */ (undefined), error: '' };

  componentDidMount() {
    this.look();
  }

  async look() {
    try {
      this.setState({ report: await shadowReport(), error: '' });
    } catch (failure) {
      this.setState({ error: /** @type {Error} */ (failure).message });
    }
    setTimeout(() => this.look(), EVERY);
  }

  render() {
    const { report, error } = this.state;
    return html`<${Header} here="" onTheme=${() => {}} />
      <div class="events-body">
        <main>
          <section class="panel" aria-label="Shadow">
            <h2>Shadow</h2>
            ${error && html`<p class="error" role="alert">${error}</p>`}
            ${report && (report.url ? this.summary(report) : html`<p class="none">No other server is named: <code>url</code> of <code>[shadow]</code> in graphite-web.toml.</p>`)}
          </section>
          ${report && report.url && this.differences(report)}
        </main>
      </div>`;
  }

  /** @param {any} report */
  summary({ url, seen, compared, equal, dropped, waiting }) {
    return html`<p class="none" data-compared=${compared}>
      Of ${seen} requests ${compared} were compared with <code>${url}</code>: ${equal} were equal. ${dropped} were
      dropped, ${waiting} wait.
    </p>`;
  }

  /** @param {any} report */
  differences({ differences }) {
    return html`${differences
        .filter((/** @type {any} */ { requests }) => requests)
        .map(
          (/** @type {any} */ { kind, meaning, requests, examples }) => html`<section key=${kind} class="panel event-list" data-kind=${kind}>
            <h2>${kind}: ${requests}</h2>
            <p class="hint">${meaning}</p>
            <table>
              ${examples.map(
                (/** @type {any} */ { time, query, detail }, /** @type {number} */ index) => html`<tr key=${index}>
                  <td>${new Date(time * 1000).toLocaleString()}</td>
                  <td class="text">${detail}</td>
                  <td class="text"><a href=${renderUrl('?' + query)}>here</a> <code>${decoded(query)}</code></td>
                </tr>`,
              )}
            </table>
          </section>`,
        )}`;
  }
}

/** @param {string} query */
function decoded(query) {
  return [...new URLSearchParams(query)].map(([name, value]) => `${name}=${value}`).join(' & ');
}

render(html`<${ShadowPage} />`, /** @type {HTMLElement} */ (document.getElementById('app')));
