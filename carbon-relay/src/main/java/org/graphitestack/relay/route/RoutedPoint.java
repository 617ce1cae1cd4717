// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.route;

import java.nio.charset.StandardCharsets;
import org.graphitestack.protocol.ReceivedPoints;

/// A point on its way, under the name that rules may have given it. One object for all points of a
/// [Routing], moved from one to the next.
public final class RoutedPoint {

  private static final ReceivedPoints NO_POINTS = new ReceivedPoints();

  private ReceivedPoints points = NO_POINTS;
  private int index;
  private boolean renamed;
  private byte[] bytes = new byte[0];
  private int nameOffset;
  private int nameLength;

  /// How much of the name patterns and rings see; less than all of it if tags stand apart.
  private int keyLength;

  private boolean logged;

  RoutedPoint() {}

  void moveTo(ReceivedPoints newPoints, int newIndex, boolean tagsApart) {
    points = newPoints;
    index = newIndex;
    renamed = false;
    logged = false;
    setName(
        newPoints.bytes(),
        newPoints.nameOffset(newIndex),
        newPoints.nameLength(newIndex),
        tagsApart);
  }

  void rename(byte[] newBytes, int length, boolean tagsApart) {
    renamed = true;
    setName(newBytes, 0, length, tagsApart);
  }

  private void setName(byte[] newBytes, int offset, int length, boolean tagsApart) {
    bytes = newBytes;
    nameOffset = offset;
    nameLength = length;
    keyLength = length;
    if (tagsApart) {
      for (var i = offset; i < offset + length; i++) {
        if (newBytes[i] == ';') {
          keyLength = i - offset;
          break;
        }
      }
    }
  }

  int keyLength() {
    return keyLength;
  }

  /// The batch the point lies in.
  public ReceivedPoints points() {
    return points;
  }

  /// Its place in the batch.
  public int index() {
    return index;
  }

  /// Whether the name differs from the one in the batch.
  public boolean renamed() {
    return renamed;
  }

  /// Holds the name, UTF-8. If it is not [#renamed], this is the batch's array.
  public byte[] bytes() {
    return bytes;
  }

  public int nameOffset() {
    return nameOffset;
  }

  public int nameLength() {
    return nameLength;
  }

  /// The name as text, for messages.
  public String name() {
    return new String(bytes, nameOffset, nameLength, StandardCharsets.UTF_8);
  }

  /// Whether a rule that refuses the point asks for it to be logged.
  public boolean logged() {
    return logged;
  }

  void askForLog() {
    logged = true;
  }

  /// Adds the point to another batch, under its name here.
  public void addTo(ReceivedPoints other) {
    if (renamed) {
      other.addRenamed(points, index, bytes, nameOffset, nameLength);
    } else {
      other.addFrom(points, index);
    }
  }
}
