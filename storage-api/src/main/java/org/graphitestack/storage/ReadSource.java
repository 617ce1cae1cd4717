// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.storage;

/// Where a read takes its values from, for those who want to know why an answer is as it is.
///
/// @param store the kind of storage: `whisper`, `memory`
/// @param place the file or whatever else holds the series
/// @param step seconds from one value to the next in the archive that is read
/// @param retention seconds that archive reaches back
/// @param points values that are read
/// @param bytes bytes these take where they are stored
/// @param unstored points laid over them that wait in memory to be stored
public record ReadSource(
    String store, String place, long step, long retention, long points, long bytes, int unstored) {

  /// The same with points laid over it.
  public ReadSource withUnstored(int count) {
    return new ReadSource(store, place, step, retention, points, bytes, count);
  }
}
