// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.json;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.TreeMap;
import org.graphitestack.protocol.PointCheck;
import org.graphitestack.protocol.ReceivedPoints;
import org.graphitestack.protocol.RejectReason;
import org.graphitestack.protocol.RejectedInput;
import org.graphitestack.protocol.line.LineParser;
import org.graphitestack.protocol.line.PythonFloat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Reads one point or a list of points, token by token:
///
/// ```
/// {"name": "disk.used", "value": 1.5, "timestamp": 1700000000, "tags": {"host": "a"}}
/// ```
///
/// `path` and `metric` mean `name`; `time` means `timestamp`, and without one the point is of now.
/// Numbers may be text. Other members are passed over. A bad entry is refused alone; where the text
/// is no JSON, what came before stays. Not thread-safe.
public final class JsonPoints {

  private static final int MAX_DEPTH = 20;
  private static final int MAX_NUMBER = 400;

  /// What the JSON parser may be asked to hold: a member's name or a text is no longer than a line.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER)
                  .maxNameLength(LineParser.MAX_LINE)
                  .maxStringLength(LineParser.MAX_LINE)
                  .build())
          .build();

  private static final byte[] NOTHING = {};

  private final InstantSource clock;
  private final PythonFloat number = new PythonFloat();

  // the entry being read
  private final TreeMap<String, String> tags = new TreeMap<>();
  private @Nullable String name;
  private double value;
  private boolean hasValue;
  private double timestamp;
  private @Nullable RejectReason fault;

  /// @param clock tells the time for points without one
  public JsonPoints(InstantSource clock) {
    this.clock = clock;
  }

  /// Hears that an entry begins, so that a refusal can be told by its number.
  @FunctionalInterface
  public interface Progress {

    /// An entry begins.
    ///
    /// @param number counted from 1
    void entry(int number);
  }

  /// Adds the points of a document.
  ///
  /// @param progress called before each entry; may hand over and clear `into`
  public void parse(
      byte[] bytes,
      int offset,
      int length,
      ReceivedPoints into,
      RejectedInput rejected,
      Progress progress) {
    progress.entry(1);
    try (var json = FACTORY.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
      var first = json.nextToken();
      if (first == null) {
        return;
      }
      if (first == JsonToken.START_ARRAY) {
        for (var count = 1; json.nextToken() != JsonToken.END_ARRAY; ) {
          entry(json, into, rejected);
          progress.entry(++count);
        }
      } else {
        entry(json, into, rejected);
      }
      if (json.nextToken() != null) {
        rejected.rejected(RejectReason.NOT_JSON, bytes, offset, length);
      }
    } catch (JacksonException _) {
      rejected.rejected(RejectReason.NOT_JSON, bytes, offset, length);
    }
  }

  private void entry(JsonParser json, ReceivedPoints into, RejectedInput rejected) {
    tags.clear();
    name = null;
    hasValue = false;
    timestamp = -1;
    fault = null;
    if (json.currentToken() == JsonToken.START_OBJECT) {
      while (json.nextToken() != JsonToken.END_OBJECT) {
        var member = json.currentName();
        json.nextToken();
        member(member, json);
      }
    } else {
      json.skipChildren();
      fault = RejectReason.JSON_SHAPE;
    }
    var full = fault == null ? fullName() : NOTHING;
    if (fault == null) {
      fault = add(full, into);
    }
    if (fault != null) {
      rejected.rejected(fault, full, 0, full.length);
    }
  }

  private void member(String member, JsonParser json) {
    switch (member) {
      case "name", "path", "metric" -> {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
          name = json.getString();
        } else {
          json.skipChildren();
          complain(RejectReason.NAME_NOT_TEXT);
        }
      }
      case "value" -> {
        hasValue = number(json);
        value = number.value();
        if (!hasValue) {
          complain(RejectReason.VALUE_NOT_A_NUMBER);
        }
      }
      case "timestamp", "time" -> {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
          timestamp = -1;
        } else if (number(json)) {
          timestamp = number.value();
        } else {
          complain(RejectReason.TIMESTAMP_NOT_A_NUMBER);
        }
      }
      case "tags" -> tags(json);
      default -> json.skipChildren();
    }
  }

  private boolean number(JsonParser json) {
    return switch (json.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_STRING -> {
        var text = json.getString().getBytes(StandardCharsets.UTF_8);
        yield number.parse(text, 0, text.length);
      }
      default -> {
        json.skipChildren();
        yield false;
      }
    };
  }

  private void tags(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      if (json.currentToken() != JsonToken.VALUE_NULL) {
        complain(RejectReason.JSON_SHAPE);
      }
      return;
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      var tag = json.currentName();
      var token = json.nextToken();
      if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
        putTag(tag, json.getString());
      } else {
        json.skipChildren();
        complain(RejectReason.JSON_SHAPE);
      }
    }
  }

  /// What would read as another tag is refused.
  private void putTag(String tag, String text) {
    if (tag.isEmpty() || tag.indexOf(';') >= 0 || tag.indexOf('=') >= 0 || text.isEmpty()) {
      complain(RejectReason.JSON_SHAPE);
    } else if (text.indexOf(';') >= 0) {
      complain(RejectReason.JSON_SHAPE);
    } else {
      tags.put(tag, text);
    }
  }

  private byte[] fullName() {
    if (name == null || name.isEmpty() || !hasValue) {
      complain(RejectReason.JSON_SHAPE);
      return NOTHING;
    }
    if (tags.isEmpty()) {
      return name.getBytes(StandardCharsets.UTF_8);
    }
    var full = new StringBuilder(name);
    tags.forEach((tag, text) -> full.append(';').append(tag).append('=').append(text));
    return full.toString().getBytes(StandardCharsets.UTF_8);
  }

  private @Nullable RejectReason add(byte[] full, ReceivedPoints into) {
    if (full.length > LineParser.MAX_LINE) {
      return RejectReason.LINE_TOO_LONG;
    }
    if (into.keepsLines() && !PointCheck.fitsLine(full, 0, full.length)) {
      return RejectReason.NAME_NOT_A_WORD;
    }
    var bad = PointCheck.fault(timestamp, value);
    if (bad == null) {
      into.add(full, 0, full.length, PointCheck.seconds(timestamp, clock), value);
    }
    return bad;
  }

  /// The first fault of an entry is the one that is told.
  private void complain(RejectReason reason) {
    fault = fault == null ? reason : fault;
  }
}
