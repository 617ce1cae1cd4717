// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.launch;

import picocli.CommandLine.Command;

/// `graphite token`: by what programs are known.
@Command(
    name = "token",
    description = "Makes, lists and revokes tokens, by which programs are known to the web.",
    subcommands = {TokenCreateCommand.class, TokenListCommand.class, TokenRevokeCommand.class})
final class TokenCommand extends CommandGroup {}
