-- Copyright 2026 The Graphite Stack Authors
-- SPDX-License-Identifier: Apache-2.0

-- A dashboard is a JSON object; of the kind template, with places for a value.
CREATE TABLE dashboards (
  kind VARCHAR(16) NOT NULL,
  name VARCHAR(255) NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (kind, name)
);

CREATE TABLE saved_graphs (
  owner VARCHAR(255) NOT NULL,
  name VARCHAR(255) NOT NULL,
  url TEXT NOT NULL,
  PRIMARY KEY (owner, name)
);

-- Targets are longer than an index takes, so each is found by its SHA-256.
CREATE TABLE short_links (
  id ${numbered key},
  digest VARCHAR(64) NOT NULL UNIQUE,
  target TEXT NOT NULL
);

CREATE TABLE whitelisted_metrics (
  metric VARCHAR(2048) PRIMARY KEY
);
