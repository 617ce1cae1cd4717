// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

/// Series by their tags: expressions, and who answers them. Enter at
/// [org.graphitestack.storage.tag.TagIndex]. Knows no engine and no regular expressions but as
/// predicates that come in.
@NullMarked
package org.graphitestack.storage.tag;

import org.jspecify.annotations.NullMarked;
