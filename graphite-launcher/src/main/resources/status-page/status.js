// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// What the status pages have in common: asking every two seconds, numbers, tables.

const EVERY_MS = 2000;
const SHOWN_REJECTS = 20;

export const count = new Intl.NumberFormat("en");

export function byId(id) {
  return document.getElementById(id);
}

export function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) {
    made.className = className;
  }
  return made;
}

export function bytes(amount) {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let unit = 0;
  let shown = amount;
  while (shown >= 1024 && unit < units.length - 1) {
    shown /= 1024;
    unit++;
  }
  return `${unit === 0 ? shown : shown.toFixed(1)} ${units[unit]}`;
}

export function duration(seconds) {
  if (seconds < 60) {
    return `${Math.round(seconds)} s`;
  }
  if (seconds < 3600) {
    return `${Math.round(seconds / 60)} min`;
  }
  if (seconds < 86400) {
    return `${(seconds / 3600).toFixed(1)} h`;
  }
  return `${(seconds / 86400).toFixed(1)} d`;
}

export function sum(byReason) {
  return Object.values(byReason).reduce((a, b) => a + b, 0);
}

export function reasons(byReason) {
  return Object.entries(byReason)
    .map(([reason, points]) => `${reason.replaceAll("_", " ")}: ${count.format(points)}`)
    .join(", ");
}

function listenerRow(listener) {
  const row = document.createElement("tr");
  row.append(
    element("td", listener.protocol),
    element("td", listener.address),
    element("td", count.format(listener.connections), "number"),
    element("td", count.format(listener.points), "number"),
    element("td", reasons(listener.rejected) || "–"),
  );
  return row;
}

function rejectRow(reject) {
  const row = document.createElement("tr");
  const sample = document.createElement("td");
  sample.append(element("code", reject.sample));
  row.append(
    element("td", new Date(reject.at * 1000).toLocaleTimeString()),
    element("td", reject.reason),
    element("td", `${reject.sender} (${reject.listener})`),
    sample,
  );
  return row;
}

export function showListeners(status) {
  byId("listeners").tBodies[0].replaceChildren(...status.listeners.map(listenerRow));
  const rejects = status.rejects.toSorted((a, b) => b.at - a.at).slice(0, SHOWN_REJECTS);
  byId("rejects").tBodies[0].replaceChildren(...rejects.map(rejectRow));
}

// Pairs of a term and a number.
export function showTerms(id, entries) {
  byId(id).replaceChildren(
    ...entries.map(([name, number]) => {
      const entry = document.createElement("div");
      entry.append(
        element("dt", name),
        element("dd", typeof number === "number" ? count.format(number) : number),
      );
      return entry;
    }),
  );
}

export function summarize(parts, tone) {
  const summary = byId("summary");
  summary.textContent = parts.filter(Boolean).join(" · ");
  summary.className = tone;
}

// Asks `address` for JSON now and every two seconds, and shows it.
export async function follow(address, daemon, show) {
  async function refresh() {
    try {
      const answer = await fetch(address);
      if (!answer.ok) {
        throw new Error(`HTTP ${answer.status}`);
      }
      show(await answer.json());
    } catch (failure) {
      summarize([`the ${daemon} does not answer (${failure.message}); these figures are old`], "bad");
    }
  }
  await refresh();
  setInterval(refresh, EVERY_MS);
}
