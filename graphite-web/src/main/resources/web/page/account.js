// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// Who looks at the page: a way to log in, or a name with a way out. Nothing where nobody logs in.

import { Component, html } from './libraries.js';
import { me, pageUrl } from './api.js';
import { Icon } from './icons.js';

/** @import { Me } from './api.js' */

/** Asked once for all that want to know. @type {Promise<Me> | undefined} */
let asked;

/** Who looks at the page. */
export function whoAmI() {
  asked ??= me().catch(() => ({ login: 'none', role: 'admin', sees_all: true, form: false, session: false }));
  return asked;
}

/** Whether someone may change what others see: dashboards, saved graphs, events. @param {Me} who */
export function mayEdit({ role }) {
  return role === 'edit' || role === 'admin';
}

export class AccountMenu extends Component {
  state = { me: /** @type {Me | undefined} */ (undefined) };

  async componentDidMount() {
    this.setState({ me: await whoAmI() });
  }

  render() {
    const { me: who } = this.state;
    if (!who || who.login === 'none') {
      return null;
    }
    if (!who.user) {
      const here = location.href.slice(pageUrl('').length);
      return who.form
        ? html`<a class="quiet account" href=${pageUrl('account/login?nextPage=' + encodeURIComponent('/' + here))}>
            <${Icon} name="user" /><span>Log in</span>
          </a>`
        : null;
    }
    return html`<span class="account">
      <a class="quiet account" href=${pageUrl('account/edit')} title=${`${who.user}: ${who.role}`}>
        <${Icon} name="user" /><span class="name">${who.user}</span>
      </a>
      ${who.session &&
      html`<form method="post" action=${pageUrl('account/logout')}>
        <button class="quiet" type="submit" aria-label="Log out" title="Log out"><${Icon} name="leave" /></button>
      </form>`}
    </span>`;
  }
}
