// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The status page of a relay: asks /status.json every two seconds and shows it.

import { byId, bytes, count, duration, element, follow, showListeners, showTerms, sum, summarize } from "./status.js";

const KEEPS_UP_MS = 2000;

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
  showTerms("ledger", entries);
}

function show(status) {
  const unhealthy = status.destinations.filter((destination) => !destination.healthy).length;
  const waiting = status.destinations.reduce((all, { spool }) => all + spool.queued, 0);
  summarize(
    [
      status.paused ? "senders are made to wait: a spool has no room" : "taking points",
      unhealthy > 0 ? `${unhealthy} of ${status.destinations.length} destinations out of reach` : "",
      `${count.format(waiting)} points waiting`,
      `version ${status.version}`,
    ],
    status.paused ? "bad" : "",
  );
  byId("destinations").tBodies[0].replaceChildren(...status.destinations.map(destinationRow));
  showListeners(status);
  showLedger(status.ledger);
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
await follow("status.json", "relay", show);
