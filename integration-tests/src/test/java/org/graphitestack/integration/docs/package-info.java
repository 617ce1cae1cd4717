// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Every command of the documentation, run as a reader would. Enter at `DocsCommandsTest`: it reads
/// the commands of each page (`PageCommands`), sets a scene for them (`Scene`) and runs them in one
/// shell. What a page needs around it stands in `pages/PAGE.bash` of the resources.
@NullMarked
package org.graphitestack.integration.docs;

import org.jspecify.annotations.NullMarked;
