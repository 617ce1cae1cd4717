// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import picocli.CommandLine.Command;

/// `graphite state`: copies of the web's own state.
@Command(
    name = "state",
    description =
        "Copies and restores what the web keeps of its own: events, dashboards, saved graphs, short"
            + " links.",
    subcommands = {StateBackupCommand.class, StateRestoreCommand.class})
final class StateCommand extends CommandGroup {}
