// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.pickle;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.line.PythonFloat;
import org.graphitestack.protocol.pickle.PickleValues.Kind;
import org.jspecify.annotations.Nullable;

/// Runs the opcodes of one payload until STOP: a stack of values and a memo, both bounded. Nothing
/// is looked up, built or called; lengths are believed only as far as there are bytes.
///
/// Reused from payload to payload by one thread.
final class PickleMachine {

  private static final int MAX_PROTOCOL = 5;
  private static final int MAX_POINT_VALUES = 262_144;
  private static final int KEPT = 65_536;
  private static final int NOT_IN_MEMO = -1;
  private static final byte[] NOTHING = {};

  /// Digits in a text integer: more than any number that is not infinite as a double.
  private static final int MAX_INTEGER_DIGITS = 400;

  private final boolean dictionaries;
  private final int maxValues;
  private final Set<String> passedOver;
  private final PickleValues values = new PickleValues();
  private final PythonFloat number = new PythonFloat();
  private int[] stack = new int[64];
  private int depth;
  private int[] memo = emptyMemo();
  private int memoEnd;
  private int memoized;

  private byte[] bytes = NOTHING;
  private int at;
  private int end;

  /// Text with escapes (protocol 0), decoded; its values have offsets behind the payload's end.
  private byte[] unescaped = NOTHING;

  private int unescapedLength;
  private int payloadEnd;

  /// @param dictionaries whether there may be any
  /// @param maxValues most values on the stack, and in the memo
  /// @param passedOver classes whose objects are values without content
  PickleMachine(boolean dictionaries, int maxValues, Set<String> passedOver) {
    this.dictionaries = dictionaries;
    this.maxValues = maxValues;
    this.passedOver = Set.copyOf(passedOver);
  }

  /// A machine for what senders of points need.
  static PickleMachine forPoints() {
    return new PickleMachine(false, MAX_POINT_VALUES, Set.of());
  }

  PickleValues values() {
    return values;
  }

  /// The array the text of a value lies in.
  byte[] textBytes(int value) {
    return values.offset(value) < payloadEnd ? bytes : unescaped;
  }

  /// Where the text of a value begins in [#textBytes].
  int textOffset(int value) {
    var offset = values.offset(value);
    return offset < payloadEnd ? offset : offset - payloadEnd;
  }

  /// Runs a payload.
  ///
  /// @return the value STOP gives
  int run(byte[] payload, int offset, int length) throws MalformedPickleException {
    forget();
    bytes = payload;
    at = offset;
    end = offset + length;
    payloadEnd = end;
    while (true) {
      var opcode = unsignedByte();
      if (opcode == Opcode.STOP) {
        return pop();
      }
      step(opcode);
    }
  }

  /// Lets go of the payload and of all values.
  void forget() {
    values.clear();
    bytes = NOTHING;
    depth = 0;
    memoized = 0;
    unescapedLength = 0;
    if (stack.length > KEPT) {
      stack = new int[64];
    }
    if (memo.length > KEPT) {
      memo = emptyMemo();
    }
    if (unescaped.length > KEPT) {
      unescaped = NOTHING;
    }
    Arrays.fill(memo, 0, Math.min(memoEnd, memo.length), NOT_IN_MEMO);
    memoEnd = 0;
  }

  private void step(int opcode) throws MalformedPickleException {
    switch (opcode) {
      case Opcode.PROTO -> protocol(unsignedByte());
      case Opcode.FRAME -> frame(integer(8));
      case Opcode.MARK -> push(values.addMark());
      case Opcode.POP -> pop();
      case Opcode.POP_MARK -> depth = mark();
      case Opcode.DUP -> push(top());
      case Opcode.PUT -> put(textInteger());
      case Opcode.BINPUT -> put(unsignedByte());
      case Opcode.LONG_BINPUT -> put(integer(4));
      case Opcode.MEMOIZE -> put(memoized);
      case Opcode.GET -> get(textInteger());
      case Opcode.BINGET -> get(unsignedByte());
      case Opcode.LONG_BINGET -> get(integer(4));
      case Opcode.NONE -> push(values.addNone());
      case Opcode.NEWTRUE -> push(values.addInteger(1));
      case Opcode.NEWFALSE -> push(values.addInteger(0));
      case Opcode.INT, Opcode.LONG -> pushTextInteger();
      case Opcode.BININT -> push(values.addInteger(signedInteger()));
      case Opcode.BININT1 -> push(values.addInteger(unsignedByte()));
      case Opcode.BININT2 -> push(values.addInteger(integer(2)));
      case Opcode.LONG1 -> pushLong(unsignedByte());
      case Opcode.LONG4 -> pushLong(signedInteger());
      case Opcode.FLOAT -> pushTextFloat();
      case Opcode.BINFLOAT -> push(values.addFloat(Double.longBitsToDouble(bigEndianLong())));
      case Opcode.STRING -> pushQuoted();
      case Opcode.UNICODE -> pushRawUnicode();
      case Opcode.SHORT_BINSTRING, Opcode.SHORT_BINUNICODE -> pushBytes(Kind.TEXT, unsignedByte());
      case Opcode.BINSTRING -> pushBytes(Kind.TEXT, signedInteger());
      case Opcode.BINUNICODE -> pushBytes(Kind.TEXT, integer(4));
      case Opcode.BINUNICODE8 -> pushBytes(Kind.TEXT, integer(8));
      case Opcode.SHORT_BINBYTES -> pushBytes(Kind.BYTES, unsignedByte());
      case Opcode.BINBYTES -> pushBytes(Kind.BYTES, integer(4));
      case Opcode.BINBYTES8 -> pushBytes(Kind.BYTES, integer(8));
      case Opcode.EMPTY_LIST -> push(values.addSequence(Kind.LIST));
      case Opcode.EMPTY_TUPLE -> push(values.addSequence(Kind.TUPLE));
      case Opcode.LIST -> pushSequence(Kind.LIST, mark() + 1, 1);
      case Opcode.TUPLE -> pushSequence(Kind.TUPLE, mark() + 1, 1);
      case Opcode.TUPLE1 -> pushSequence(Kind.TUPLE, depth - 1, 0);
      case Opcode.TUPLE2 -> pushSequence(Kind.TUPLE, depth - 2, 0);
      case Opcode.TUPLE3 -> pushSequence(Kind.TUPLE, depth - 3, 0);
      case Opcode.APPEND -> append(depth - 1, depth - 1);
      case Opcode.APPENDS -> append(mark() + 1, mark());
      default -> stepInDictionary(opcode);
    }
  }

  private void stepInDictionary(int opcode) throws MalformedPickleException {
    if (dictionaries) {
      switch (opcode) {
        case Opcode.EMPTY_DICT -> push(values.addSequence(Kind.DICTIONARY));
        case Opcode.DICT -> pushDictionary(mark() + 1);
        case Opcode.SETITEM -> setItems(depth - 2, depth - 2);
        case Opcode.SETITEMS -> setItems(mark() + 1, mark());
        default -> stepPastObject(opcode);
      }
    } else {
      throw unknown(opcode);
    }
  }

  /// What would name a class, make an object of it or fill one in Python: here only the stack
  /// changes as if it did.
  private void stepPastObject(int opcode) throws MalformedPickleException {
    if (passedOver.isEmpty()) {
      throw unknown(opcode);
    }
    switch (opcode) {
      case Opcode.GLOBAL -> pushClass(line() + "." + line());
      case Opcode.STACK_GLOBAL -> {
        var name = classText(pop());
        pushClass(classText(pop()) + "." + name);
      }
      case Opcode.REDUCE, Opcode.NEWOBJ -> {
        pop();
        checkObject(pop());
        push(values.addObject());
      }
      case Opcode.BUILD -> {
        pop();
        checkObject(top());
      }
      default -> throw unknown(opcode);
    }
  }

  private void pushClass(String name) throws MalformedPickleException {
    if (!passedOver.contains(name)) {
      throw new MalformedPickleException(RejectReason.PICKLE_FORBIDDEN, "class " + name);
    }
    push(values.addObject());
  }

  private void checkObject(int value) throws MalformedPickleException {
    if (values.kind(value) != Kind.OBJECT) {
      throw malformed("a call of what is no class");
    }
  }

  private String line() throws MalformedPickleException {
    var start = at;
    return new String(bytes, start, lineLength(), StandardCharsets.UTF_8);
  }

  private String classText(int value) throws MalformedPickleException {
    if (values.kind(value) != Kind.TEXT) {
      throw malformed("a class without a name");
    }
    return new String(
        textBytes(value), textOffset(value), values.length(value), StandardCharsets.UTF_8);
  }

  private MalformedPickleException unknown(int opcode) {
    return new MalformedPickleException(
        Opcode.isForbidden(opcode) ? RejectReason.PICKLE_FORBIDDEN : RejectReason.NOT_A_PICKLE,
        "opcode 0x" + Integer.toHexString(opcode) + " at byte " + (at - 1));
  }

  private void protocol(int version) throws MalformedPickleException {
    if (version > MAX_PROTOCOL) {
      throw malformed("protocol " + version + " (expected: 0 to " + MAX_PROTOCOL + ")");
    }
  }

  private void frame(long length) throws MalformedPickleException {
    if (length < 0 || length > end - at) {
      throw malformed("frame of " + length + " bytes (expected: at most " + (end - at) + ")");
    }
  }

  // the stack

  private void push(int value) throws MalformedPickleException {
    if (depth == maxValues) {
      throw new MalformedPickleException(RejectReason.PICKLE_LIMIT, "stack of " + depth);
    }
    if (depth == stack.length) {
      stack = Arrays.copyOf(stack, depth * 2);
    }
    stack[depth++] = value;
  }

  private int pop() throws MalformedPickleException {
    var value = top();
    depth--;
    return value;
  }

  private int top() throws MalformedPickleException {
    if (depth == 0) {
      throw malformed("empty stack");
    }
    return stack[depth - 1];
  }

  /// Where the topmost mark lies on the stack.
  private int mark() throws MalformedPickleException {
    for (var i = depth - 1; i >= 0; i--) {
      if (values.kind(stack[i]) == Kind.MARK) {
        return i;
      }
    }
    throw malformed("no mark on the stack");
  }

  /// Replaces the stack from `first` on, and `marks` entries below it, by one sequence.
  private void pushSequence(Kind kind, int first, int marks) throws MalformedPickleException {
    if (first < 0) {
      throw malformed("too few values on the stack");
    }
    var sequence = values.addSequence(kind);
    for (var i = first; i < depth; i++) {
      values.append(sequence, unmarked(stack[i]));
    }
    depth = first - marks;
    push(sequence);
  }

  /// Appends the stack from `first` on to the list below `rest`.
  private void append(int first, int rest) throws MalformedPickleException {
    if (rest < 1 || values.kind(stack[rest - 1]) != Kind.LIST) {
      throw malformed("append to what is not a list");
    }
    for (var i = first; i < depth; i++) {
      values.append(stack[rest - 1], unmarked(stack[i]));
    }
    depth = rest;
  }

  private void pushDictionary(int first) throws MalformedPickleException {
    if ((depth - first) % 2 != 0) {
      throw malformed("a key without a value");
    }
    pushSequence(Kind.DICTIONARY, first, 1);
  }

  /// Puts the stack from `first` on, key by value, into the dictionary below `rest`.
  private void setItems(int first, int rest) throws MalformedPickleException {
    if (rest < 1 || values.kind(stack[rest - 1]) != Kind.DICTIONARY) {
      throw malformed("items for what is not a dictionary");
    }
    if ((depth - first) % 2 != 0) {
      throw malformed("a key without a value");
    }
    for (var i = first; i < depth; i++) {
      values.append(stack[rest - 1], unmarked(stack[i]));
    }
    depth = rest;
  }

  private int unmarked(int value) throws MalformedPickleException {
    if (values.kind(value) == Kind.MARK) {
      throw malformed("a mark among values");
    }
    return value;
  }

  // the memo

  private void put(long index) throws MalformedPickleException {
    if (index < 0 || index >= maxValues) {
      throw new MalformedPickleException(RejectReason.PICKLE_LIMIT, "memo index " + index);
    }
    var slot = (int) index;
    if (slot >= memo.length) {
      var before = memo.length;
      memo = Arrays.copyOf(memo, Math.max(before * 2, slot + 1));
      Arrays.fill(memo, before, memo.length, NOT_IN_MEMO);
    }
    if (memo[slot] == NOT_IN_MEMO) {
      memoized++;
    }
    memo[slot] = unmarked(top());
    memoEnd = Math.max(memoEnd, slot + 1);
  }

  private static int[] emptyMemo() {
    var slots = new int[64];
    Arrays.fill(slots, NOT_IN_MEMO);
    return slots;
  }

  private void get(long index) throws MalformedPickleException {
    if (index < 0 || index >= memo.length || memo[(int) index] == NOT_IN_MEMO) {
      throw malformed("memo holds nothing at " + index);
    }
    push(memo[(int) index]);
  }

  // numbers

  private void pushTextInteger() throws MalformedPickleException {
    var start = at;
    var length = lineLength();
    if (length > 0 && bytes[start + length - 1] == 'L') {
      length--;
    }
    pushInteger(bigInteger(start, length));
  }

  private long textInteger() throws MalformedPickleException {
    var start = at;
    var integer = bigInteger(start, lineLength());
    if (integer.bitLength() >= Integer.SIZE) {
      throw new MalformedPickleException(RejectReason.PICKLE_LIMIT, "memo index " + integer);
    }
    return integer.longValue();
  }

  private BigInteger bigInteger(int start, int length) throws MalformedPickleException {
    if (length == 0 || length > MAX_INTEGER_DIGITS) {
      throw malformed("an integer of " + length + " characters");
    }
    try {
      return new BigInteger(new String(bytes, start, length, StandardCharsets.ISO_8859_1).strip());
    } catch (NumberFormatException _) {
      throw malformed("text that is no integer");
    }
  }

  /// A two's complement integer, lowest byte first.
  private void pushLong(int length) throws MalformedPickleException {
    if (length < 0) {
      throw malformed("an integer of " + length + " bytes");
    }
    var start = need(length);
    if (length == 0) {
      push(values.addInteger(0));
      return;
    }
    if (length > MAX_INTEGER_DIGITS) {
      throw malformed("an integer of " + length + " bytes");
    }
    var bigEndian = new byte[length];
    for (var i = 0; i < length; i++) {
      bigEndian[length - 1 - i] = bytes[start + i];
    }
    pushInteger(new BigInteger(bigEndian));
  }

  private void pushInteger(BigInteger integer) throws MalformedPickleException {
    push(
        integer.bitLength() < Long.SIZE
            ? values.addInteger(integer.longValue())
            : values.addFloat(integer.doubleValue()));
  }

  private void pushTextFloat() throws MalformedPickleException {
    var start = at;
    var length = lineLength();
    if (!number.parse(bytes, start, length)) {
      throw malformed("text that is no number");
    }
    push(values.addFloat(number.value()));
  }

  // text

  private void pushBytes(Kind kind, long length) throws MalformedPickleException {
    var start = need(length);
    push(values.addBytes(kind, start, (int) length));
  }

  /// Python 2's `'text'` in quotes, with backslash escapes.
  private void pushQuoted() throws MalformedPickleException {
    var start = at;
    var length = lineLength();
    while (length > 0 && bytes[start + length - 1] == '\r') {
      length--;
    }
    var quoted =
        length >= 2
            && (bytes[start] == '\'' || bytes[start] == '"')
            && bytes[start + length - 1] == bytes[start];
    if (!quoted) {
      throw malformed("a string without quotes");
    }
    pushUnescaped(PythonEscapes.string(bytes, start + 1, length - 2), start + 1, length - 2);
  }

  /// Python's raw-unicode-escape: Latin-1 bytes and escapes for all other characters.
  private void pushRawUnicode() throws MalformedPickleException {
    var start = at;
    var length = lineLength();
    pushUnescaped(PythonEscapes.rawUnicode(bytes, start, length), start, length);
  }

  private void pushUnescaped(byte @Nullable [] text, int start, int length)
      throws MalformedPickleException {
    if (text == null) {
      throw malformed("an escape that says nothing");
    }
    if (Arrays.equals(text, 0, text.length, bytes, start, start + length)) {
      push(values.addBytes(Kind.TEXT, start, length));
      return;
    }
    if (unescapedLength + text.length > unescaped.length) {
      unescaped =
          Arrays.copyOf(unescaped, Math.max(unescaped.length * 2, unescapedLength + text.length));
    }
    System.arraycopy(text, 0, unescaped, unescapedLength, text.length);
    push(values.addBytes(Kind.TEXT, payloadEnd + unescapedLength, text.length));
    unescapedLength += text.length;
  }

  // bytes of the payload

  private int need(long count) throws MalformedPickleException {
    if (count < 0 || count > end - at) {
      throw malformed("the end, " + count + " bytes expected at byte " + at);
    }
    var start = at;
    at += (int) count;
    return start;
  }

  private int unsignedByte() throws MalformedPickleException {
    return bytes[need(1)] & 0xff;
  }

  /// An unsigned number, lowest byte first; of eight bytes a signed one.
  private long integer(int size) throws MalformedPickleException {
    var start = need(size);
    var result = 0L;
    for (var i = size - 1; i >= 0; i--) {
      result = result << 8 | (bytes[start + i] & 0xff);
    }
    return result;
  }

  private int signedInteger() throws MalformedPickleException {
    return (int) integer(4);
  }

  private long bigEndianLong() throws MalformedPickleException {
    return Long.reverseBytes(integer(8));
  }

  /// Steps over a line and gives its length without the LF.
  private int lineLength() throws MalformedPickleException {
    for (var i = at; i < end; i++) {
      if (bytes[i] == '\n') {
        var length = i - at;
        at = i + 1;
        return length;
      }
    }
    throw malformed("the end, a line feed expected");
  }

  private static MalformedPickleException malformed(String found) {
    return new MalformedPickleException(RejectReason.NOT_A_PICKLE, found);
  }
}
