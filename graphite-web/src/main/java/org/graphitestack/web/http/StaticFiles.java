// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.http.Context;
import io.javalin.http.staticfiles.ResourceHandler;
import io.javalin.http.staticfiles.StaticFileConfig;
import io.javalin.security.RouteRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The pages, scripts and styles of a class-path folder; `/` is its front page, for whoever may
/// read, all others are open. Asked only when no route has the path.
///
/// Each file has its content's hash as entity tag, so a browser asks again and gets a 304; with
/// `?v=<hash>` in the address it need not even ask. There are no listings: a path without a known
/// extension is no file. Files are read once and kept; thread-safe.
///
/// What pages of a folder have in common stands in a file of its own: a line `{head.html}` is that
/// file.
final class StaticFiles implements ResourceHandler {

  /// A line of a page that stands for a file of the folder.
  private static final Pattern PART = Pattern.compile("(?m)^\\{([a-z-]+\\.html)\\}\n");

  private static final Pattern SAFE_PATH = Pattern.compile("(/[A-Za-z0-9_@-][A-Za-z0-9._@-]*)+");

  private static final Map<String, String> CONTENT_TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("md", "text/plain; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("woff2", "font/woff2"));

  private final String folder;
  private final String front;
  private final Map<String, StaticFile> files = new ConcurrentHashMap<>();

  /// @param frontPage class-path resource, with a leading slash
  StaticFiles(String frontPage) {
    var slash = frontPage.lastIndexOf('/');
    this.folder = frontPage.substring(0, slash);
    this.front = frontPage.substring(slash);
  }

  @Override
  public boolean canHandle(Context context) {
    return find(context.path()).isPresent();
  }

  @Override
  public boolean handle(Context context) {
    var found = find(context.path());
    if (found.isEmpty()) {
      return false;
    }
    var file = found.get();
    context.header("ETag", '"' + file.hash() + '"');
    context.header(
        "Cache-Control",
        file.hash().equals(context.queryParam("v"))
            ? "public, max-age=31536000, immutable"
            : "no-cache");
    if (isKnown(context.header("If-None-Match"), file.hash())) {
      context.status(304).result("");
    } else {
      context.contentType(file.contentType()).result(file.content());
    }
    return true;
  }

  @Override
  public boolean addStaticFileConfig(StaticFileConfig config) {
    return false;
  }

  @Override
  public Set<RouteRole> resourceRouteRoles(Context context) {
    return Set.of(context.path().equals("/") ? Need.READ : Need.OPEN);
  }

  private static boolean isKnown(@org.jspecify.annotations.Nullable String tags, String hash) {
    return tags != null
        && Arrays.stream(tags.split(",", -1))
            .map(String::strip)
            .anyMatch(
                tag -> tag.equals("*") || tag.replaceFirst("^W/", "").equals('"' + hash + '"'));
  }

  private Optional<StaticFile> find(String path) {
    var asked = path.equals("/") ? front : path;
    var known = files.get(asked);
    if (known != null) {
      return Optional.of(known);
    }
    var type = CONTENT_TYPES.get(asked.substring(asked.lastIndexOf('.') + 1));
    if (type == null || !SAFE_PATH.matcher(asked).matches()) {
      return Optional.empty();
    }
    try (var stream = StaticFiles.class.getResourceAsStream(folder + asked)) {
      if (stream == null) {
        return Optional.empty();
      }
      var content = type.startsWith("text/html") ? whole(stream) : stream.readAllBytes();
      var file = new StaticFile(content, type, hash(content));
      files.put(asked, file);
      return Optional.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException("class-path resource " + folder + asked, e);
    }
  }

  private byte[] whole(InputStream page) throws IOException {
    var text = new String(page.readAllBytes(), StandardCharsets.UTF_8);
    return PART.matcher(text)
        .replaceAll(part -> Matcher.quoteReplacement(part(part.group(1))))
        .getBytes(StandardCharsets.UTF_8);
  }

  private String part(String name) {
    var resource = folder + "/" + name;
    try (var part =
        Objects.requireNonNull(StaticFiles.class.getResourceAsStream(resource), resource)) {
      return new String(part.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("class-path resource " + resource, e);
    }
  }

  private static String hash(byte[] content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private record StaticFile(byte[] content, String contentType, String hash) {}
}
