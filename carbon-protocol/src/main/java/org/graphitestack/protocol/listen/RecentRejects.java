// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import java.net.SocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.graphitestack.protocol.RejectReason;
import org.jspecify.annotations.Nullable;

/// The latest refusals of a listener, for people who wonder where their points are. Their bytes are
/// copied into room that is there from the start, and become text only when somebody looks.
/// Thread-safe.
public final class RecentRejects {

  /// How many are kept.
  public static final int CAPACITY = 100;

  /// Bytes of refused input kept of each.
  public static final int SAMPLE_BYTES = 120;

  /// One refusal.
  ///
  /// @param sender its address, or `?` if it has none
  /// @param sample the beginning of the refused input in quotes, control characters escaped; ends
  ///   with `…` if there was more
  public record Reject(RejectReason reason, Instant time, String sender, String sample) {}

  private static final class Slot {
    private RejectReason reason = RejectReason.FIELD_COUNT;
    private long epochMillis;
    private @Nullable SocketAddress sender;
    private final byte[] sample = new byte[SAMPLE_BYTES];
    private int length;
    private boolean cut;
  }

  private final InstantSource clock;
  private final Slot[] slots = new Slot[CAPACITY];
  private long added;

  /// @param clock tells when something was refused
  public RecentRejects(InstantSource clock) {
    this.clock = clock;
    for (var i = 0; i < CAPACITY; i++) {
      slots[i] = new Slot();
    }
  }

  /// The latest, newest first.
  public synchronized List<Reject> latest() {
    var latest = new ArrayList<Reject>();
    for (var i = added - 1; i >= Math.max(0, added - CAPACITY); i--) {
      var slot = slots[(int) (i % CAPACITY)];
      latest.add(
          new Reject(
              slot.reason, Instant.ofEpochMilli(slot.epochMillis), name(slot.sender), shown(slot)));
    }
    return latest;
  }

  synchronized void add(
      RejectReason reason, @Nullable SocketAddress sender, byte[] bytes, int offset, int length) {
    var slot = slots[(int) (added++ % CAPACITY)];
    slot.reason = reason;
    slot.epochMillis = clock.millis();
    slot.sender = sender;
    slot.length = Math.min(length, SAMPLE_BYTES);
    slot.cut = length > SAMPLE_BYTES;
    System.arraycopy(bytes, offset, slot.sample, 0, slot.length);
  }

  private static String shown(Slot slot) {
    var text = RejectLog.shown(slot.sample, 0, slot.length);
    return slot.cut ? text + "…" : text;
  }

  private static String name(@Nullable SocketAddress sender) {
    if (sender == null) {
      return "?";
    }
    var text = sender.toString();
    return text.isEmpty() ? "?" : text.startsWith("/") ? text.substring(1) : text;
  }
}
