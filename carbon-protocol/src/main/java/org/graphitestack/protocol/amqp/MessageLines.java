// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.amqp;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.RejectedInput;
import org.graphitestack.protocol.line.LineParser;

/// The body of one message: lines, of which the last needs no LF. Blank lines are nothing.
final class MessageLines {

  private static final byte[] NO_NAME = {};

  private final boolean nameInBody;
  private final LineParser parser;
  private byte[] line = new byte[256];

  MessageLines(boolean nameInBody, InstantSource clock, RejectedInput rejected) {
    this.nameInBody = nameInBody;
    this.parser = new LineParser(clock, rejected);
  }

  void parse(String routingKey, byte[] body, ReceivedPoints into) {
    var name = nameInBody ? NO_NAME : (routingKey + " ").getBytes(StandardCharsets.UTF_8);
    var start = 0;
    for (var at = 0; at <= body.length; at++) {
      if (at == body.length || body[at] == '\n') {
        parseLine(name, body, start, at, into);
        start = at + 1;
      }
    }
  }

  private void parseLine(byte[] name, byte[] body, int start, int end, ReceivedPoints into) {
    var from = start;
    while (from < end && body[from] <= ' ' && body[from] >= 0) {
      from++;
    }
    if (from == end) {
      return;
    }
    var length = name.length + end - from;
    if (length + 1 > line.length) {
      line = new byte[Math.max(length + 1, line.length * 2)];
    }
    System.arraycopy(name, 0, line, 0, name.length);
    System.arraycopy(body, from, line, name.length, end - from);
    line[length] = '\n';
    parser.parse(line, 0, length + 1, into);
  }
}
