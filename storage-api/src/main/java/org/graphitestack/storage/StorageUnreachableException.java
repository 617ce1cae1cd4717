// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Storage that is elsewhere does not answer: what it has is not known, which is not the same as
/// having nothing. It may answer a moment later.
public final class StorageUnreachableException extends IOException {

  private final String store;
  private final String reason;
  private final transient @Nullable SeriesValues known;

  /// @param store names the storage that does not answer
  /// @param reason what happened instead
  public StorageUnreachableException(String store, String reason, @Nullable Throwable cause) {
    this(store, reason, cause, null);
  }

  private StorageUnreachableException(
      String store, String reason, @Nullable Throwable cause, @Nullable SeriesValues known) {
    super(store + ": " + reason, cause);
    this.store = store;
    this.reason = reason;
    this.known = known;
  }

  /// The same for a reader who knows a part of what was asked for.
  public StorageUnreachableException knowing(SeriesValues part) {
    return new StorageUnreachableException(store, reason, this, part);
  }

  /// The storage that does not answer.
  public String store() {
    return store;
  }

  /// What happened instead of an answer.
  public String reason() {
    return reason;
  }

  /// What is known of the values all the same.
  public Optional<SeriesValues> known() {
    return Optional.ofNullable(known);
  }
}
