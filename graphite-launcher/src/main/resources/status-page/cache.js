// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

// The status page of a cache: asks /cache/status.json every two seconds and shows it.

import { byId, bytes, count, element, follow, reasons, showListeners, showTerms, sum, summarize } from "./status.js";

function rows(id, entries, row) {
  byId(id).tBodies[0].replaceChildren(
    ...entries.map((entry) => {
      const made = document.createElement("tr");
      made.append(...row(entry));
      return made;
    }),
  );
}

function senderRow(sender) {
  return [element("td", sender.name), element("td", count.format(sender.count), "number")];
}

function quarantinedRow(series) {
  const why = element("td", series.reason);
  why.append(element("small", series.detail));
  return [element("td", series.series), why, element("td", new Date(series.since).toLocaleString())];
}

function showLedger(ledger) {
  showTerms("ledger", [
    ["Received", ledger.received],
    ["Read back after a crash", ledger.replayed],
    ["Stored", ledger.stored],
    ["Replaced before they were stored", ledger.replaced],
    ["In memory", ledger.held],
    ["Memory they take", bytes(ledger.heldBytes)],
    ["Set aside", ledger.quarantined],
    ["Dropped", sum(ledger.dropped) === 0 ? 0 : reasons(ledger.dropped)],
    ["Names refused", ledger.rejected],
    ["Series known", ledger.names],
    ["New series waiting", ledger.createsWaiting],
  ]);
}

function showJournal(journal) {
  showTerms(
    "journal",
    journal === undefined
      ? [["Switched off", "points in memory are lost if the process is killed"]]
      : [
          ["Points taken", journal.points],
          ["On disk", bytes(journal.bytesOnDisk)],
          ["Batches refused", journal.refusedBatches],
          ["Failed writes", journal.writeFailures],
        ],
  );
}

function show(status) {
  summarize(
    [
      status.paused ? "senders are made to wait: memory is full or the journal has no room" : "taking points",
      status.replaying ? "reading back the journal" : "",
      `${count.format(status.ledger.held)} points in memory`,
      `version ${status.version}`,
    ],
    status.paused ? "bad" : "",
  );
  showLedger(status.ledger);
  showJournal(status.journal);
  showListeners(status);
  rows("quarantined", status.quarantined, quarantinedRow);
  rows("prefixes", status.top.prefixesByPoints, senderRow);
  rows("newcomers", status.top.prefixesByNewSeries, senderRow);
}

await follow("cache/status.json", "cache", show);
