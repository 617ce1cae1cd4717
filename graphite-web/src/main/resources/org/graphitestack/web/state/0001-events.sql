-- Copyright 2026 The Graphite Stack Authors
-- SPDX-License-Identifier: Apache-2.0

-- Times are microseconds since 1970; an event without an end is a moment.
CREATE TABLE events (
  id ${numbered key},
  starts BIGINT NOT NULL,
  ends BIGINT,
  what TEXT NOT NULL,
  data TEXT NOT NULL,
  tags TEXT NOT NULL
);

CREATE INDEX events_by_start ON events (starts);

CREATE INDEX events_by_end ON events (ends) WHERE ends IS NOT NULL;

CREATE TABLE event_tags (
  tag VARCHAR(255) NOT NULL,
  event BIGINT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  PRIMARY KEY (tag, event)
);

CREATE INDEX event_tags_by_event ON event_tags (event);
