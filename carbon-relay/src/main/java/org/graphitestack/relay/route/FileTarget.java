// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.nio.file.Path;

/// A file that lines are appended to, as they would go to a destination.
public record FileTarget(Path path) {}
