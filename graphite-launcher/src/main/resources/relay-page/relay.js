// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The status page of a relay: asks /status.json every two seconds and shows it.

const EVERY_MS = 2000;
const SHOWN_REJECTS = 20;
const KEEPS_UP_MS = 2000;
const count = new Intl.NumberFormat("en");

function byId(id) {
  return document.getElementById(id);
}

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) {
    made.className = className;
  }
  return made;
}

function bytes(amount) {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let unit = 0;
  let shown = amount;
  while (shown >= 1024 && unit < units.length - 1) {
    shown /= 1024;
    unit++;
  }
  return `${unit === 0 ? shown : shown.toFixed(1)} ${units[unit]}`;
}

function duration(seconds) {
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

function sum(byReason) {
  return Object.values(byReason).reduce((a, b) => a + b, 0);
}

function reasons(byReason) {
  return Object.entries(byReason)
    .map(([reason, points]) => `${reason.replaceAll("_", " ")}: ${count.format(points)}`)
    .join(", ");
}

function whenEmpty(destination) {
  if (destination.spool.queued === 0 || destination.lagMillis < KEEPS_UP_MS) {
    return "keeps up";
  }
  return destination.emptyInSeconds === undefined
    ? "does not shrink"
    : `in ${duration(destination.emptyInSeconds)}`;
}

function state(destination) {
  const cell = document.createElement("td");
  const tone = destination.healthy ? "good" : "bad";
  const word = destination.retiring ? `${destination.state}, to be removed` : destination.state;
  cell.append(element("span", word, tone));
  if (destination.lastError && !destination.healthy) {
    cell.append(element("small", destination.lastError));
  }
  return cell;
}

function destinationRow(destination) {
  const row = document.createElement("tr");
  const { spool } = destination;
  const dropped = sum(spool.dropped);
  row.append(
    element("td", destination.name),
    state(destination),
    element("td", count.format(destination.ratePointsIn), "number"),
    element("td", count.format(destination.ratePointsOut), "number"),
    element("td", count.format(spool.queued + spool.held), "number"),
    element("td", bytes(spool.queuedBytes), "number"),
    element("td", spool.queued === 0 ? "–" : duration(destination.lagMillis / 1000), "number"),
    element("td", whenEmpty(destination), destination.lagMillis < KEEPS_UP_MS ? "" : "wait"),
    element("td", count.format(spool.delivered), "number"),
    element("td", count.format(dropped), dropped > 0 ? "number bad" : "number"),
  );
  return row;
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

function showLedger(ledger) {
  const entries = [
    ["Received", ledger.received],
    ["Made here", ledger.generated],
    ["Routed", ledger.routed],
    ["Copies", ledger.copies],
    ["Only aggregated", ledger.aggregated],
    ["Meant for nobody", ledger.blackholed],
    ["Rejected by rules", sum(ledger.rejected)],
    ["To files", ledger.fileLines],
    ["Unaccounted", ledger.unaccounted + ledger.unaccountedCopies],
  ];
  byId("ledger").replaceChildren(
    ...entries.map(([name, points]) => {
      const entry = document.createElement("div");
      entry.append(element("dt", name), element("dd", count.format(points)));
      return entry;
    }),
  );
}

function show(status) {
  const unhealthy = status.destinations.filter((destination) => !destination.healthy).length;
  const waiting = status.destinations.reduce((all, { spool }) => all + spool.queued, 0);
  const summary = byId("summary");
  summary.textContent = [
    status.paused ? "senders are made to wait: a spool has no room" : "taking points",
    unhealthy > 0 ? `${unhealthy} of ${status.destinations.length} destinations out of reach` : "",
    `${count.format(waiting)} points waiting`,
    `version ${status.version}`,
  ]
    .filter(Boolean)
    .join(" · ");
  summary.className = status.paused ? "bad" : "";
  byId("destinations").tBodies[0].replaceChildren(...status.destinations.map(destinationRow));
  byId("listeners").tBodies[0].replaceChildren(...status.listeners.map(listenerRow));
  const rejects = status.rejects.toSorted((a, b) => b.at - a.at).slice(0, SHOWN_REJECTS);
  byId("rejects").tBodies[0].replaceChildren(...rejects.map(rejectRow));
  showLedger(status.ledger);
}

async function refresh() {
  try {
    const answer = await fetch("status.json");
    if (!answer.ok) {
      throw new Error(`HTTP ${answer.status}`);
    }
    show(await answer.json());
  } catch (failure) {
    const summary = byId("summary");
    summary.textContent = `the relay does not answer (${failure.message}); these figures are old`;
    summary.className = "bad";
  }
}

async function explain(event) {
  event.preventDefault();
  const metric = new FormData(event.target).get("metric");
  const answer = await fetch(`explain.json?metric=${encodeURIComponent(metric)}`);
  const steps = answer.ok ? (await answer.json()).steps : [{ sentence: await answer.text(), to: [] }];
  byId("steps").replaceChildren(
    ...steps.map((step) =>
      element("li", step.to.length ? `${step.sentence} → ${step.to.join(", ")}` : step.sentence),
    ),
  );
}

byId("explain").addEventListener("submit", explain);
await refresh();
setInterval(refresh, EVERY_MS);
