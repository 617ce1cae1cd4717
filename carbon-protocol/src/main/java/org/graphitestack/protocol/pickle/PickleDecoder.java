// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.pickle;

import java.time.InstantSource;
import org.graphitestack.protocol.PointCheck;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.RejectedInput;
import org.graphitestack.protocol.frame.PayloadDecoder;
import org.graphitestack.protocol.line.PythonFloat;
import org.graphitestack.protocol.pickle.PickleValues.Kind;
import org.jspecify.annotations.Nullable;

/// One payload of carbon's pickle protocol, a list or tuple of `(name, (timestamp, value))`: from
/// bytes to points.
///
/// A payload that is no such thing is refused whole; a bad entry is refused alone. Reused from
/// payload to payload by one thread; nothing is allocated per point unless a number exceeds 64 bits
/// or text has escapes.
public final class PickleDecoder implements PayloadDecoder {

  private final InstantSource clock;
  private final PickleMachine machine = PickleMachine.forPoints();
  private final PickleValues values = machine.values();
  private final PythonFloat text = new PythonFloat();

  /// What [#number] found.
  private double number;

  /// @param clock tells the time for points with timestamp -1
  public PickleDecoder(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void decode(
      byte[] payload, int offset, int length, ReceivedPoints into, RejectedInput rejected) {
    try {
      var root = machine.run(payload, offset, length);
      if (!values.isSequence(root)) {
        rejected.rejected(RejectReason.NOT_A_LIST, payload, offset, length);
        return;
      }
      for (var cell = values.firstCell(root);
          cell != PickleValues.NO_CELL;
          cell = values.nextCell(cell)) {
        var fault = addEntry(values.valueIn(cell), into);
        if (fault != null) {
          rejected.rejected(fault, payload, offset, length);
        }
      }
    } catch (MalformedPickleException malformed) {
      rejected.rejected(malformed.reason(), payload, offset, length);
    } finally {
      machine.forget();
    }
  }

  private @Nullable RejectReason addEntry(int entry, ReceivedPoints into) {
    if (!isPair(entry)) {
      return RejectReason.POINT_SHAPE;
    }
    var name = first(entry);
    var point = second(entry);
    if (!isPair(point)) {
      return RejectReason.POINT_SHAPE;
    }
    if (!number(first(point))) {
      return RejectReason.TIMESTAMP_NOT_A_NUMBER;
    }
    var timestamp = number;
    if (!number(second(point))) {
      return RejectReason.VALUE_NOT_A_NUMBER;
    }
    var value = number;
    if (values.kind(name) != Kind.TEXT) {
      return RejectReason.NAME_NOT_TEXT;
    }
    var bytes = machine.textBytes(name);
    var offset = machine.textOffset(name);
    var length = values.length(name);
    if (!PickleText.isUtf8(bytes, offset, length)) {
      return RejectReason.NOT_UTF8;
    }
    if (!into.takesName(bytes, offset, length)) {
      return RejectReason.NAME_NOT_A_WORD;
    }
    var fault = PointCheck.fault(timestamp, value);
    if (fault == null) {
      into.add(bytes, offset, length, PointCheck.seconds(timestamp, clock), value);
    }
    return fault;
  }

  private boolean isPair(int value) {
    if (!values.isSequence(value)) {
      return false;
    }
    var cell = values.firstCell(value);
    if (cell == PickleValues.NO_CELL) {
      return false;
    }
    cell = values.nextCell(cell);
    return cell != PickleValues.NO_CELL && values.nextCell(cell) == PickleValues.NO_CELL;
  }

  private int first(int pair) {
    return values.valueIn(values.firstCell(pair));
  }

  private int second(int pair) {
    return values.valueIn(values.nextCell(values.firstCell(pair)));
  }

  private boolean number(int value) {
    return switch (values.kind(value)) {
      case INTEGER -> {
        number = (double) values.integer(value);
        yield true;
      }
      case FLOAT -> {
        number = values.floating(value);
        yield true;
      }
      case TEXT, BYTES -> {
        var isNumber =
            text.parse(machine.textBytes(value), machine.textOffset(value), values.length(value));
        number = text.value();
        yield isNumber;
      }
      case MARK, NONE, LIST, TUPLE, DICTIONARY, OBJECT -> false;
    };
  }
}
