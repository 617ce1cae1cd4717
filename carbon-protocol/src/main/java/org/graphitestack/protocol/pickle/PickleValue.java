// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.pickle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import org.graphitestack.protocol.pickle.PickleValues.Kind;

/// A value of a pickle, looked at where it lies: nothing below it is copied before it is asked for,
/// so a payload that refers to itself does no harm. Valid until its [PickleReader] reads again.
public final class PickleValue {

  private final PickleMachine machine;
  private final int value;

  PickleValue(PickleMachine machine, int value) {
    this.machine = machine;
    this.value = value;
  }

  /// Whether this is a dictionary.
  public boolean isDictionary() {
    return kind() == Kind.DICTIONARY;
  }

  /// Whether this is a list or a tuple.
  public boolean isSequence() {
    return machine.values().isSequence(value);
  }

  /// The value of a dictionary's key, the last one if it occurs several times; empty if there is no
  /// such key or this is no dictionary.
  public Optional<PickleValue> get(String key) {
    if (!isDictionary()) {
      return Optional.empty();
    }
    var wanted = key.getBytes(StandardCharsets.UTF_8);
    var values = machine.values();
    var found = PickleValues.NO_CELL;
    for (var cell = values.firstCell(value); cell != PickleValues.NO_CELL; ) {
      var item = values.nextCell(cell);
      if (isText(values.valueIn(cell), wanted)) {
        found = values.valueIn(item);
      }
      cell = values.nextCell(item);
    }
    return found == PickleValues.NO_CELL
        ? Optional.empty()
        : Optional.of(new PickleValue(machine, found));
  }

  /// Hands over a dictionary's keys and values in their order; nothing if this is none.
  public void forEachItem(BiConsumer<PickleValue, PickleValue> consumer) {
    if (!isDictionary()) {
      return;
    }
    var values = machine.values();
    for (var cell = values.firstCell(value); cell != PickleValues.NO_CELL; ) {
      var item = values.nextCell(cell);
      consumer.accept(
          new PickleValue(machine, values.valueIn(cell)),
          new PickleValue(machine, values.valueIn(item)));
      cell = values.nextCell(item);
    }
  }

  /// The elements of a list or tuple; none if this is neither.
  public List<PickleValue> elements() {
    if (!isSequence()) {
      return List.of();
    }
    var values = machine.values();
    var elements = new ArrayList<PickleValue>();
    for (var cell = values.firstCell(value);
        cell != PickleValues.NO_CELL;
        cell = values.nextCell(cell)) {
      elements.add(new PickleValue(machine, values.valueIn(cell)));
    }
    return elements;
  }

  /// How many elements a list or tuple has; none if this is neither.
  public int size() {
    if (!isSequence()) {
      return 0;
    }
    var values = machine.values();
    var size = 0;
    for (var cell = values.firstCell(value);
        cell != PickleValues.NO_CELL;
        cell = values.nextCell(cell)) {
      size++;
    }
    return size;
  }

  /// The elements of a list or tuple as numbers, NaN for None; empty if one is something else, or
  /// this is neither.
  public Optional<double[]> numbers() {
    if (!isSequence()) {
      return Optional.empty();
    }
    var values = machine.values();
    var numbers = new double[size()];
    var at = 0;
    for (var cell = values.firstCell(value);
        cell != PickleValues.NO_CELL;
        cell = values.nextCell(cell)) {
      var element = values.valueIn(cell);
      switch (values.kind(element)) {
        case INTEGER -> numbers[at++] = values.integer(element);
        case FLOAT -> numbers[at++] = values.floating(element);
        case NONE -> numbers[at++] = Double.NaN;
        case MARK, TEXT, BYTES, LIST, TUPLE, DICTIONARY, OBJECT -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(numbers);
  }

  /// The text, if this is text in UTF-8.
  public Optional<String> text() {
    if (kind() != Kind.TEXT) {
      return Optional.empty();
    }
    var bytes = machine.textBytes(value);
    var offset = machine.textOffset(value);
    var length = machine.values().length(value);
    return PickleText.isUtf8(bytes, offset, length)
        ? Optional.of(new String(bytes, offset, length, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /// The number, if this is one.
  public OptionalDouble number() {
    return switch (kind()) {
      case INTEGER -> OptionalDouble.of((double) machine.values().integer(value));
      case FLOAT -> OptionalDouble.of(machine.values().floating(value));
      case MARK, NONE, TEXT, BYTES, LIST, TUPLE, DICTIONARY, OBJECT -> OptionalDouble.empty();
    };
  }

  private boolean isText(int candidate, byte[] wanted) {
    var values = machine.values();
    if (values.kind(candidate) != Kind.TEXT || values.length(candidate) != wanted.length) {
      return false;
    }
    var bytes = machine.textBytes(candidate);
    var offset = machine.textOffset(candidate);
    for (var i = 0; i < wanted.length; i++) {
      if (bytes[offset + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private Kind kind() {
    return machine.values().kind(value);
  }
}
