// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.graphitestack.web.access.Visibility;
import org.graphitestack.web.format.FormatOptions;
import org.graphitestack.web.format.SeriesFormat;
import org.graphitestack.web.format.SeriesFormats;
import org.graphitestack.web.render.Freshness;
import org.graphitestack.web.render.ReadOptions;
import org.graphitestack.web.render.RenderEngine;
import org.graphitestack.web.render.RenderRequest;
import org.graphitestack.web.render.RollUps;
import org.graphitestack.web.render.TimeExpression;
import org.graphitestack.web.series.PythonNumber;

/// The parameters of `/render`, understood.
///
/// @param request what to compute
/// @param pie whether the image is a pie, which always is one
/// @param format how to write it; empty for an image
/// @param zone named by `tz`; empty if it named none or one that does not exist
/// @param cacheSeconds how long the client may keep the answer; 0 for not at all
/// @param freshness how old what it is made of may be
/// @param all every parameter by its last value
record RenderOptions(
    RenderRequest request,
    boolean pie,
    Optional<SeriesFormat> format,
    FormatOptions formatOptions,
    Optional<ZoneId> zone,
    int cacheSeconds,
    Freshness freshness,
    Map<String, String> all) {

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern TEMPLATE = Pattern.compile("template\\[(.*)]");

  private static final Map<String, ZoneId> ZONES =
      ZoneId.getAvailableZoneIds().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  id -> id.toLowerCase(Locale.ROOT), ZoneId::of, (one, _) -> one));

  /// @throws InvalidParametersException if a parameter makes no sense
  /// @throws org.graphitestack.web.render.InvalidRenderException if a time makes none
  static RenderOptions of(
      Parameters parameters,
      RenderEngine.Settings settings,
      RenderConfig config,
      Instant clock,
      Visibility sees) {
    var pie = isPie(parameters);
    Optional<SeriesFormat> format = pie ? Optional.empty() : format(parameters);
    var zone = zone(parameters);
    var local = zone.orElse(settings.zone());
    var wall = clock.getEpochSecond();
    var now =
        parameters.last("now").map(text -> TimeExpression.parse(text, wall, local)).orElse(wall);
    var until =
        parameters.last("until").map(text -> TimeExpression.parse(text, now, local)).orElse(now);
    var from = TimeExpression.parse(parameters.last("from", "-1d"), now, local);
    var request =
        new RenderRequest(
            targets(parameters),
            Math.min(from, until),
            Math.max(from, until),
            now,
            local,
            xFilesFactor(parameters, settings),
            templateVariables(parameters),
            reading(parameters, settings.reading()),
            sees);
    var options = formatOptions(parameters, local);
    // as in graphite-web, the policy is about graphs over time
    var policy = pie ? List.<RenderConfig.CachePolicy>of() : config.cachePolicy();
    var cacheSeconds = cacheSeconds(parameters, request, config.cacheDuration(), policy);
    return new RenderOptions(
        request,
        pie,
        format,
        options,
        zone,
        cacheSeconds,
        parameters.has("cacheTimeout") || !policy.isEmpty()
            ? Freshness.stated(cacheSeconds)
            : Freshness.unstated(cacheSeconds, request.until(), wall),
        lastOfEach(parameters));
  }

  private static FormatOptions formatOptions(Parameters parameters, ZoneId zone) {
    try {
      return new FormatOptions(
          zone,
          maxDataPoints(parameters),
          parameters.has("noNullPoints"),
          !parameters.last("pretty", "").isEmpty(),
          parameters.last("jsonp").filter(name -> !name.isEmpty()));
    } catch (IllegalArgumentException wrong) {
      throw new InvalidParametersException(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  /// The zone of an image, which must exist if it is named.
  ///
  /// @throws InvalidParametersException if it does not
  ZoneId imageZone() {
    var named = all.getOrDefault("tz", "");
    if (!named.isEmpty() && zone.isEmpty()) {
      throw new InvalidParametersException(
          "tz: " + named + " (expected: the name of a time zone, such as Europe/Berlin)");
    }
    return formatOptions.zone();
  }

  /// The targets of a request; `target[]` counts only if there is no `target`.
  static List<String> targets(Parameters parameters) {
    return parameters.has("target") ? parameters.all("target") : parameters.all("target[]");
  }

  private static Optional<SeriesFormat> format(Parameters parameters) {
    var name =
        parameters.has("format")
            ? parameters.last("format", "")
            : parameters.has("rawData") ? "raw" : parameters.has("pickle") ? "pickle" : "";
    return SeriesFormats.named(name);
  }

  private static boolean isPie(Parameters parameters) {
    var type = parameters.last("graphType", "line");
    return switch (type) {
      case "line" -> false;
      case "pie" -> true;
      default ->
          throw new InvalidParametersException(
              "Invalid graphType '" + type + "' (expected: line or pie)");
    };
  }

  private static Optional<ZoneId> zone(Parameters parameters) {
    return parameters.last("tz").map(name -> ZONES.get(name.toLowerCase(Locale.ROOT)));
  }

  private static double xFilesFactor(Parameters parameters, RenderEngine.Settings settings) {
    var text = parameters.last("xFilesFactor");
    if (text.isEmpty()) {
      return settings.xFilesFactor();
    }
    return PythonNumber.parse(text.get())
        .orElseThrow(
            () ->
                new InvalidParametersException(
                    "Invalid float value '" + text.get() + "' for param xFilesFactor"));
  }

  /// `rollup`, `stitch`, `align` and `local`.
  private static ReadOptions reading(Parameters parameters, ReadOptions unsaid) {
    try {
      return new ReadOptions(
          parameters.last("rollup").map(RollUps::parse).orElse(unsaid.rollUps()),
          parameters.has("stitch") ? parameters.flag("stitch") : unsaid.stitched(),
          parameters.has("align") ? parameters.flag("align") : unsaid.aligned(),
          parameters.last("local", "").equals("1"));
    } catch (IllegalArgumentException wrong) {
      throw new InvalidParametersException(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private static OptionalInt maxDataPoints(Parameters parameters) {
    var text = parameters.last("maxDataPoints", "");
    if (!DIGITS.matcher(text).matches()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(text.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(text));
  }

  private static int cacheSeconds(
      Parameters parameters,
      RenderRequest request,
      Duration duration,
      List<RenderConfig.CachePolicy> policy) {
    var unsaid = duration;
    if (!policy.isEmpty()) {
      unsaid =
          policy.stream()
              .filter(p -> p.minWindow().toSeconds() <= request.until() - request.from())
              .map(RenderConfig.CachePolicy::keep)
              .max(Duration::compareTo)
              .orElse(Duration.ZERO);
    }
    var seconds = parameters.integer("cacheTimeout", (int) unsaid.toSeconds());
    return parameters.has("noCache") ? 0 : seconds;
  }

  private static Map<String, String> templateVariables(Parameters parameters) {
    var variables = new LinkedHashMap<String, String>();
    for (var name : parameters.names()) {
      var matcher = TEMPLATE.matcher(name);
      if (matcher.matches()) {
        variables.put(matcher.group(1), parameters.last(name, ""));
      }
    }
    return variables;
  }

  /// Whether the answer would be an image if the request were right.
  static boolean isImage(Parameters parameters) {
    var name = parameters.last("format", "");
    var isData =
        parameters.has("rawData")
            || parameters.has("pickle")
            || SeriesFormats.named(name).isPresent();
    return !isData || parameters.last("graphType", "").equals("pie");
  }

  /// Every parameter by its last value.
  static Map<String, String> lastOfEach(Parameters parameters) {
    var all = new LinkedHashMap<String, String>();
    parameters.names().forEach(name -> all.put(name, parameters.last(name, "")));
    return all;
  }
}
