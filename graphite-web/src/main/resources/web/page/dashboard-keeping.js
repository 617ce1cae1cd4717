// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// Keeps the dashboard that is open: under its name or another, as a template, or to be shared; renames and deletes it.

import { createTemporary, dashboardUrl, deleteDashboard, loadDashboard, saveDashboard, saveTemplate, shorten } from './api.js';
import { pathOf, writeDashboard } from './dashboard-state.js';

/** @import { DashboardPage } from './dashboard-page.js' */

export class Keeping {
  /** @param {DashboardPage} page whose dashboard is kept */
  constructor(page) {
    this.page = page;
  }

  save = () => {
    const { dashboard, template } = this.page.state;
    if (template || !dashboard.name || dashboard.name.startsWith('temporary-')) {
      this.saveAs();
    } else {
      this.saveUnder(dashboard.name, this.page.state.tag);
    }
  };

  saveAs = () => {
    const { dashboard, template } = this.page.state;
    const value = template ? `${template.name} ${template.value}` : dashboard.name.replace(/^temporary-\d+$/, '');
    this.page.form('Save the dashboard', 'Save', [{ name: 'name', label: 'Name', value, hint: 'Web servers' }], ({ name }) =>
      this.saveNew(name.trim()),
    );
  };

  /** Keeps it under a name that may be taken by another. @param {string} name */
  async saveNew(name) {
    if (!name) {
      throw new Error('A name is needed.');
    }
    const taken = name !== this.page.state.dashboard.name && (await loadDashboard(name).catch(() => undefined));
    if (taken) {
      this.page.ask({
        title: 'Replace it?',
        text: `There is a dashboard named “${name}”.`,
        action: 'Replace',
        onYes: () => this.saveUnder(name, ''),
      });
    } else {
      await this.put(name, '');
    }
  }

  /** @param {string} name @param {string} tag */
  async saveUnder(name, tag) {
    this.page.close();
    try {
      await this.put(name, tag);
    } catch (failure) {
      this.page.fail(failure);
    }
  }

  /** @param {string} name @param {string} tag */
  async put(name, tag) {
    const dashboard = { ...this.page.state.dashboard, name };
    const state = writeDashboard(dashboard);
    const saved = await saveDashboard(name, state, tag);
    if (saved === undefined) {
      this.page.ask({
        title: 'Someone else saved it',
        text: `“${name}” was saved by someone else since you opened it. Saving replaces what they did.`,
        action: 'Save all the same',
        onYes: () => this.saveUnder(name, ''),
      });
      return;
    }
    this.page.setState({ dashboard, kept: JSON.stringify(state), tag: saved, template: undefined, dialog: undefined, message: 'Saved.', error: '' });
    document.title = `${name} – Graphite`;
    if (pathOf(location) !== name) {
      history.pushState(null, '', dashboardUrl(name));
    }
  }

  rename = () => {
    const former = this.page.state.dashboard.name;
    this.page.form('Rename the dashboard', 'Rename', [{ name: 'name', label: 'Name', value: former }], async ({ name }) => {
      const wanted = name.trim();
      if (!wanted || wanted === former) {
        this.page.close();
        return;
      }
      if (await loadDashboard(wanted).catch(() => undefined)) {
        throw new Error(`There is a dashboard named “${wanted}”.`);
      }
      await this.put(wanted, '');
      await deleteDashboard('dashboard', former);
    });
  };

  remove = () => {
    const { name } = this.page.state.dashboard;
    this.page.ask({
      title: 'Delete the dashboard?',
      text: `“${name}” goes for everyone. Export it first if you may need it again.`,
      action: 'Delete',
      onYes: async () => {
        this.page.close();
        try {
          await deleteDashboard('dashboard', name);
          this.page.setState({ kept: JSON.stringify(writeDashboard(this.page.state.dashboard)) }, () => {
            this.page.goTo('');
            this.page.setState({ message: `“${name}” is deleted.` });
          });
        } catch (failure) {
          this.page.fail(failure);
        }
      },
    });
  };

  makeTemplate = () => {
    const { template } = this.page.state;
    const fields = [
      { name: 'name', label: 'Name of the template', value: template?.name ?? '', hint: 'One host' },
      { name: 'key', label: 'Text the value takes the place of', value: template?.value ?? '', hint: 'web01' },
    ];
    this.page.form(
      'Save as a template',
      'Save',
      fields,
      async ({ name, key }) => {
        if (!name.trim() || !key.trim()) {
          throw new Error('A name and a text are needed.');
        }
        const { dashboard } = this.page.state;
        if (!dashboard.graphs.some(({ targets }) => targets.some((target) => target.includes(key.trim())))) {
          throw new Error(`No target holds “${key.trim()}”.`);
        }
        await saveTemplate(name.trim(), key.trim(), writeDashboard(dashboard));
        this.page.setState({ kept: JSON.stringify(writeDashboard(dashboard)) }, () => this.page.goTo(`${name.trim()}/${key.trim()}`));
      },
      'Opening the template asks for a value; it stands in the address too.',
    );
  };

  share = async () => {
    try {
      const { dashboard } = this.page.state;
      const fits = dashboard.name && !this.page.changed();
      const path = fits ? dashboard.name : await createTemporary(writeDashboard(dashboard));
      const url = dashboardUrl(path);
      const short = await shorten(new URL(url).href.slice(new URL('../', import.meta.url).href.length));
      this.page.setState({ dialog: { kind: 'share', url, short, temporary: !fits } });
    } catch (failure) {
      this.page.fail(failure);
    }
  };
}
