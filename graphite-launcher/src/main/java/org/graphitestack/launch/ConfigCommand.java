// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import picocli.CommandLine.Command;

/// `graphite config`: what is set.
@Command(
    name = "config",
    description = "Shows the settings that are in force.",
    subcommands = {ConfigShowCommand.class})
final class ConfigCommand extends CommandGroup {}
