// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Users, tokens and sessions: who someone is. Enter at [org.graphitestack.web.login.Logins]. Knows
/// nothing of requests.
@NullMarked
package org.graphitestack.web.login;

import org.jspecify.annotations.NullMarked;
