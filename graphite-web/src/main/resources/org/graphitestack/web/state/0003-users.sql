-- Copyright 2026 The Graphite Stack Authors
-- SPDX-License-Identifier: Apache-2.0

-- Rules are names with commas between; a password is kept as its hash.
CREATE TABLE users (
  name VARCHAR(255) PRIMARY KEY,
  role VARCHAR(16) NOT NULL,
  rules TEXT NOT NULL,
  password VARCHAR(512) NOT NULL
);

-- Of the secrets of tokens and sessions only the SHA-256 is kept. Times are epoch seconds.
CREATE TABLE tokens (
  name VARCHAR(255) PRIMARY KEY,
  digest VARCHAR(64) NOT NULL UNIQUE,
  role VARCHAR(16) NOT NULL,
  rules TEXT NOT NULL,
  expires BIGINT
);

CREATE TABLE sessions (
  digest VARCHAR(64) PRIMARY KEY,
  user_name VARCHAR(255) NOT NULL,
  expires BIGINT NOT NULL
);

CREATE INDEX sessions_by_user ON sessions (user_name);

CREATE INDEX sessions_by_end ON sessions (expires);
