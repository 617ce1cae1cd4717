// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.graphitestack.web.find.FormDecoder;

/// The parameters of a request, as graphite-web reads them: the values of the query string first,
/// then those of a POST form (urlencoded or multipart). Of several values the last one is the
/// value; a list has them all. Any other body, JSON too, is no source of parameters. Immutable.
public final class Parameters {

  /// More parts than this in one query or form are refused.
  static final int MAX_PARTS = 20_000;

  private final Map<String, List<String>> values;

  private Parameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /// Reads the query string, and the form of a POST.
  ///
  /// @throws InvalidParametersException if there are more than 20 000 of them
  public static Parameters of(Context context) {
    var values = new LinkedHashMap<String, List<String>>();
    var query = context.queryString();
    addParts(values, query == null ? "" : query);
    if (context.method().equals(HandlerType.POST)) {
      if (context.isFormUrlencoded()) {
        addParts(values, context.body());
      } else if (context.isMultipartFormData()) {
        context
            .formParamMap()
            .forEach(
                (name, more) -> values.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(more));
      }
    }
    return new Parameters(values);
  }

  /// The parameters of a form alone: what must not stand in an address, such as a password.
  static Parameters ofForm(Context context) {
    return parse("", context.isFormUrlencoded() ? context.body() : "");
  }

  /// Parameters from a query string and an urlencoded form, either may be empty.
  public static Parameters parse(String query, String form) {
    var values = new LinkedHashMap<String, List<String>>();
    addParts(values, query);
    addParts(values, form);
    return new Parameters(values);
  }

  /// Whether the parameter is there at all; flags such as `noNullPoints` count by presence,
  /// whatever their value.
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /// The value of a parameter: the last one that was sent.
  public Optional<String> last(String name) {
    var found = values.get(name);
    return found == null ? Optional.empty() : Optional.of(found.getLast());
  }

  /// The value of a parameter, or `absent` if it was not sent.
  public String last(String name, String absent) {
    return last(name).orElse(absent);
  }

  /// All values of a parameter in the order they were sent, empty if there are none.
  public List<String> all(String name) {
    return Collections.unmodifiableList(values.getOrDefault(name, List.of()));
  }

  /// The value of a parameter as an integer, or `absent` if it was not sent.
  ///
  /// @throws InvalidParametersException if it is something else
  public int integer(String name, int absent) {
    var text = last(name);
    if (text.isEmpty()) {
      return absent;
    }
    try {
      return Integer.parseInt(text.get().strip());
    } catch (NumberFormatException e) {
      throw new InvalidParametersException(
          "Invalid int value '" + excerpt(text.get()) + "' for param " + name, e);
    }
  }

  /// An integer parameter read as a switch: on unless it is absent or 0.
  ///
  /// @throws InvalidParametersException if it is no integer
  public boolean flag(String name) {
    return integer(name, 0) != 0;
  }

  /// The names of all parameters in the order they were first sent.
  public Set<String> names() {
    return Collections.unmodifiableSet(values.keySet());
  }

  @Override
  public String toString() {
    return values.toString();
  }

  private static void addParts(Map<String, List<String>> values, String encoded) {
    var parts = 0;
    for (var from = 0; from < encoded.length(); ) {
      var ampersand = encoded.indexOf('&', from);
      var to = ampersand < 0 ? encoded.length() : ampersand;
      if (to > from) {
        if (++parts > MAX_PARTS) {
          throw new InvalidParametersException(
              "more than " + MAX_PARTS + " parameters in one query or form");
        }
        var equals = encoded.indexOf('=', from);
        var named = equals >= 0 && equals < to ? equals : to;
        values
            .computeIfAbsent(FormDecoder.decode(encoded, from, named), _ -> new ArrayList<>())
            .add(named == to ? "" : FormDecoder.decode(encoded, named + 1, to));
      }
      from = to + 1;
    }
  }

  private static String excerpt(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "…" : text;
  }
}
