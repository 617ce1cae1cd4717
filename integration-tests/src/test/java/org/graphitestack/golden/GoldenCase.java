// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.golden;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One request of a case file.
///
/// @param file name of the file
/// @param number of the line
/// @param section heading above it
/// @param flags what stands in brackets before it
/// @param method GET or POST
/// @param path with the query, encoded
/// @param body urlencoded form of a POST, else null
/// @param line as written
record GoldenCase(
    String file,
    int number,
    String section,
    Set<String> flags,
    String method,
    String path,
    String body,
    String line) {

  private static final Pattern FLAGS = Pattern.compile("\\[([A-Za-z0-9_=.,+-]*)] +(.*)");
  private static final Pattern NOW = Pattern.compile("__NOW([+-]\\d+)?(?::(.*?))?__");
  private static final Pattern HEX = Pattern.compile("%[0-9a-fA-F]{2}");

  /// What the recording knows the request by.
  String key() {
    return method + " " + path + " " + (body == null ? "" : body);
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }

  /// The cases of a file.
  ///
  /// @param now epoch seconds that `__NOW__` stands for
  static List<GoldenCase> read(String file, List<String> lines, long now) {
    var cases = new ArrayList<GoldenCase>();
    var defaults = new LinkedHashMap<String, String>();
    var section = "";
    var number = 0;
    for (var line : lines) {
      number++;
      if (line.startsWith("##")) {
        section = line.substring(2).strip();
      } else if (line.startsWith("@default ")) {
        var parts = line.substring("@default ".length()).split("=", 2);
        if (parts[1].isEmpty()) {
          defaults.remove(parts[0]);
        } else {
          defaults.put(parts[0], parts[1]);
        }
      } else if (!line.isBlank() && !line.startsWith("#")) {
        cases.add(parse(file, number, section, line, defaults, now));
      }
    }
    return cases;
  }

  private static GoldenCase parse(
      String file,
      int number,
      String section,
      String line,
      Map<String, String> defaults,
      long now) {
    var matcher = FLAGS.matcher(line);
    var flagged = matcher.matches();
    var flags = flagged ? Set.of(matcher.group(1).split(",", -1)) : Set.<String>of();
    var text = withTimes(flagged ? matcher.group(2) : line, now);
    var request = text.startsWith("/") ? text : "/render?" + text;
    var mark = request.indexOf('?');
    var path = mark < 0 ? request : request.substring(0, mark);
    var parts = new ArrayList<String>();
    var present = new HashSet<String>();
    for (var part : (mark < 0 ? "" : request.substring(mark + 1)).split("&", -1)) {
      if (mark >= 0) {
        var equals = part.indexOf('=');
        var name = equals < 0 ? part : part.substring(0, equals);
        present.add(name);
        parts.add(quoted(name) + (equals < 0 ? "" : "=" + quoted(part.substring(equals + 1))));
      }
    }
    if (path.replaceAll("/+$", "").equals("/render") && !flags.contains("bare")) {
      defaults.forEach(
          (name, value) -> {
            if (!present.contains(name)) {
              parts.add(quoted(name) + "=" + quoted(withTimes(value, now)));
            }
          });
    }
    var query = String.join("&", parts);
    var post = flags.contains("post");
    var encodedPath = encoded(path, "/%~;=:@!$'()*,");
    return new GoldenCase(
        file,
        number,
        section,
        flags,
        post ? "POST" : "GET",
        post || query.isEmpty() ? encodedPath : encodedPath + "?" + query,
        post ? query : null,
        line);
  }

  private static String withTimes(String text, long now) {
    return NOW.matcher(text)
        .replaceAll(
            match -> {
              var at = now + (match.group(1) == null ? 0 : Long.parseLong(match.group(1)));
              var format = match.group(2);
              return Matcher.quoteReplacement(
                  format == null ? String.valueOf(at) : formatted(format, at));
            });
  }

  private static String formatted(String format, long epoch) {
    var time = Instant.ofEpochSecond(epoch).atOffset(ZoneOffset.UTC);
    var pattern =
        format
            .replace("_", "'_'")
            .replace("%H", "HH")
            .replace("%M", "mm")
            .replace("%Y", "yyyy")
            .replace("%m", "MM")
            .replace("%d", "dd");
    return time.format(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
  }

  /// Percent-encodes all but what is encoded already.
  private static String quoted(String text) {
    var out = new StringBuilder();
    var matcher = HEX.matcher(text);
    var at = 0;
    while (matcher.find()) {
      out.append(encoded(text.substring(at, matcher.start()), "")).append(matcher.group());
      at = matcher.end();
    }
    return out.append(encoded(text.substring(at), "")).toString();
  }

  private static String encoded(String text, String safe) {
    var out = new StringBuilder();
    for (var b : text.getBytes(StandardCharsets.UTF_8)) {
      var c = (char) (b & 0xff);
      var plain = c < 0x80 && (Character.isLetterOrDigit(c) || "_.-~".indexOf(c) >= 0);
      if (plain || safe.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return out.toString();
  }
}
