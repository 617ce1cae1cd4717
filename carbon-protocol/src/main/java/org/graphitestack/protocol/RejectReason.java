// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol;

/// Why input was refused at the door. Each refusal is counted under one of these.
public enum RejectReason {
  LINE_TOO_LONG("the line is longer than 16384 bytes"),
  NOT_UTF8("the bytes are not UTF-8"),
  FIELD_COUNT("the line has not exactly three fields"),
  VALUE_NOT_A_NUMBER("the value is no number"),
  TIMESTAMP_NOT_A_NUMBER("the timestamp is no finite number"),
  VALUE_IS_NAN("the value is NaN"),
  TIMESTAMP_OUT_OF_RANGE("the timestamp is not within 1 to 4294967295"),
  FRAME_TOO_LONG("the frame is longer than the limit"),
  NOT_A_PROTOBUF("the frame holds no well-formed payload of carbon.proto"),
  NOT_A_PICKLE("the frame holds no well-formed pickle"),
  PICKLE_FORBIDDEN("the pickle asks for more than lists, tuples, text and numbers"),
  PICKLE_LIMIT("the pickle exceeds a limit on stack or memo"),
  NOT_A_LIST("the pickle is neither a list nor a tuple"),
  POINT_SHAPE("an entry is not (name, (timestamp, value))"),
  NAME_NOT_TEXT("a name is not text"),
  NAME_NOT_A_WORD("a name to be passed on is empty or holds blanks or control characters"),
  DAMAGED_COMPRESSION("the compressed stream is damaged or asks for too much memory"),
  BATCH_SHAPE("a hello or a batch of the acknowledged protocol is malformed"),
  NOT_JSON("the body is no well-formed JSON"),
  JSON_SHAPE("an entry is not {name, value, timestamp, tags}"),
  HTTP_SHAPE("the request is malformed"),
  BODY_TOO_LONG("the body is longer than the limit"),
  QUERY_SHAPE("a cache query is no dictionary, names no type, or lacks a key"),
  QUERY_ANSWER_TOO_LONG("the answer to a cache query would be longer than the limit"),
  FLOW_CONTROL("a datagram came while senders are asked to wait"),
  UNFINISHED_INPUT_LIMIT("all connections together hold too many bytes of unfinished frames");

  private final String sentence;

  RejectReason(String sentence) {
    this.sentence = sentence;
  }

  /// A few words for a log line.
  public String sentence() {
    return sentence;
  }
}
