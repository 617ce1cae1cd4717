// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.protobuf;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.graphitestack.protocol.PointCheck;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.RejectedInput;
import org.graphitestack.protocol.frame.PayloadDecoder;
import org.jspecify.annotations.Nullable;

/// One payload of carbon's protobuf protocol: from bytes to points.
///
/// ```
/// Payload  0a <length> Metric ...        any number
/// Metric   0a <length> name              UTF-8
///          12 <length> Point ...         any number
/// Point    08 <varint> timestamp         uint32; absent: 0
///          11 <8 bytes> value            little-endian double; absent: 0
/// ```
///
/// Lengths are varints. Fields may come in any order and the last of a kind wins, as everywhere in
/// protobuf; unknown ones are passed over, groups (wire types 3 and 4) are refused. The shape of a
/// whole payload is checked before its first point is taken, so a torn one gives no points.
///
/// Reused from payload to payload by one thread; nothing is allocated per point.
public final class ProtobufDecoder implements PayloadDecoder {

  private static final int MAX_VARINT = 10;

  private final InstantSource clock;

  private byte[] bytes = {};
  private int at;
  private boolean wellFormed = true;

  private int nameOffset;
  private int nameLength;
  private long timestamp;
  private double value;

  /// @param clock tells the time for points with a timestamp that means now
  public ProtobufDecoder(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void decode(
      byte[] payload, int offset, int length, ReceivedPoints into, RejectedInput rejected) {
    bytes = payload;
    at = offset;
    wellFormed = true;
    checkPayload(offset + length);
    if (!wellFormed) {
      rejected.rejected(RejectReason.NOT_A_PROTOBUF, payload, offset, length);
      return;
    }
    at = offset;
    points(offset + length, into, rejected);
  }

  private void points(int end, ReceivedPoints into, RejectedInput rejected) {
    while (at < end) {
      var tag = varint(end);
      if (tag == Tag.PAYLOAD_METRIC) {
        var metric = length(end);
        metric(at, at + metric, into, rejected);
      } else {
        skip(tag, end);
      }
    }
  }

  private void checkPayload(int end) {
    while (wellFormed && at < end) {
      var tag = varint(end);
      if (tag == Tag.PAYLOAD_METRIC) {
        var metric = length(end);
        checkMetric(at + metric);
      } else {
        skip(tag, end);
      }
    }
  }

  private void checkMetric(int end) {
    while (wellFormed && at < end) {
      var tag = varint(end);
      if (tag == Tag.METRIC_POINT) {
        var point = length(end);
        point(at + point);
      } else {
        skip(tag, end);
      }
    }
  }

  private void metric(int start, int end, ReceivedPoints into, RejectedInput rejected) {
    nameOffset = start;
    nameLength = 0;
    at = start;
    while (at < end) {
      var tag = varint(end);
      if (tag == Tag.METRIC_NAME) {
        nameLength = length(end);
        nameOffset = at;
        at += nameLength;
      } else {
        skip(tag, end);
      }
    }
    var nameFault = nameFault(into);
    at = start;
    while (at < end) {
      var tag = varint(end);
      if (tag != Tag.METRIC_POINT) {
        skip(tag, end);
        continue;
      }
      var point = length(end);
      point(at + point);
      var fault = nameFault == null ? PointCheck.fault((double) timestamp, value) : nameFault;
      if (fault == null) {
        into.add(
            bytes, nameOffset, nameLength, PointCheck.seconds((double) timestamp, clock), value);
      } else {
        rejected.rejected(fault, bytes, start, end - start);
      }
    }
  }

  private void point(int end) {
    timestamp = 0;
    value = 0;
    while (wellFormed && at < end) {
      var tag = varint(end);
      if (tag == Tag.POINT_TIMESTAMP) {
        timestamp = varint(end) & 0xffffffffL;
      } else if (tag == Tag.POINT_VALUE && end - at >= Double.BYTES) {
        value = Double.longBitsToDouble(littleEndian());
        at += Double.BYTES;
      } else {
        skip(tag, end);
      }
    }
  }

  private @Nullable RejectReason nameFault(ReceivedPoints into) {
    if (!isUtf8()) {
      return RejectReason.NOT_UTF8;
    }
    return !into.takesName(bytes, nameOffset, nameLength) ? RejectReason.NAME_NOT_A_WORD : null;
  }

  /// Passes over a field of no interest.
  private void skip(long tag, int end) {
    switch ((int) (tag & 7)) {
      case Tag.VARINT -> varint(end);
      case Tag.EIGHT_BYTES -> advance(Long.BYTES, end);
      case Tag.FOUR_BYTES -> advance(Integer.BYTES, end);
      case Tag.LENGTH -> advance(length(end), end);
      default -> wellFormed = false;
    }
    if (tag >>> 3 == 0) {
      wellFormed = false;
    }
  }

  private void advance(int count, int end) {
    if (end - at < count) {
      wellFormed = false;
    } else {
      at += count;
    }
  }

  /// A length that leaves the position within `end`; 0 if it would not.
  private int length(int end) {
    var length = varint(end);
    if (length < 0 || length > end - at) {
      wellFormed = false;
      return 0;
    }
    return (int) length;
  }

  private long varint(int end) {
    var number = 0L;
    for (var i = 0; i < MAX_VARINT && at < end; i++) {
      var b = bytes[at++];
      number |= (long) (b & 0x7f) << (7 * i);
      if (b >= 0) {
        return number;
      }
    }
    wellFormed = false;
    return 0;
  }

  private long littleEndian() {
    var bits = 0L;
    for (var i = 0; i < Long.BYTES; i++) {
      bits |= (bytes[at + i] & 0xffL) << (8 * i);
    }
    return bits;
  }

  private boolean isUtf8() {
    for (var i = nameOffset; i < nameOffset + nameLength; i++) {
      if (bytes[i] < 0) {
        return decodes();
      }
    }
    return true;
  }

  private boolean decodes() {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, nameOffset, nameLength));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }
}
