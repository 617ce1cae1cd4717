// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// What the web keeps of its own, in SQLite or PostgreSQL: events, dashboards, saved graphs and
/// short links. Enter at [org.graphitestack.web.state.StateStore]. Knows tables only by the
/// numbered SQL files of this package; each feature has its own class that reads and writes its
/// tables.
///
/// To add a table: a file `000N-name.sql` beside the others, its name at the end of
/// [org.graphitestack.web.state.Migrations], and a class with the statements.
@NullMarked
package org.graphitestack.web.state;

import org.jspecify.annotations.NullMarked;
