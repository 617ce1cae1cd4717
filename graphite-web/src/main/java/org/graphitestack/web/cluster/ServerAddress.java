// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Where another server of a cluster is and how it is asked: an entry of `CLUSTER_SERVERS`.
///
/// @param base scheme, host, port and folder, without a slash at the end
/// @param notation `format` of the entry; empty if the server is asked for MessagePack, then, if it
///   does not know that, for pickles
/// @param local value of `local` that requests carry (`local`); 1 keeps the server from asking
///   others in its turn
/// @param tags whether the server knows tags; if not (`noTags=1`), it is asked for the series that
///   have them by name
/// @param token by which the server admits this one (`token`); empty for none
public record ServerAddress(
    URI base, Optional<Notation> notation, String local, boolean tags, String token) {

  private static final String EXPECTED =
      "host:port, or http(s)://host:port/folder, then maybe ?format=msgpack|pickle&local=0|1"
          + "&noTags=0|1&token=TOKEN";

  /// How answers are written.
  public enum Notation {
    MSGPACK("application/x-msgpack"),
    PICKLE("application/pickle");

    private final String contentType;

    Notation(String contentType) {
      this.contentType = contentType;
    }

    String contentType() {
      return contentType;
    }

    /// As requests name it.
    String requestName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Reads an entry.
  ///
  /// @param https whether entries without a scheme are asked by it (`INTRACLUSTER_HTTPS`)
  /// @throws IllegalArgumentException if it is none
  public static ServerAddress parse(String text, boolean https) {
    var schemed = text.contains("://") ? text : (https ? "https://" : "http://") + text;
    URI uri;
    try {
      uri = new URI(schemed);
    } catch (URISyntaxException _) {
      throw new IllegalArgumentException("server " + shown(text) + " (expected: " + EXPECTED + ")");
    }
    var scheme = String.valueOf(uri.getScheme());
    if (uri.getHost() == null
        || uri.getUserInfo() != null
        || uri.getFragment() != null
        || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException("server " + shown(text) + " (expected: " + EXPECTED + ")");
    }
    var base = scheme + "://" + uri.getRawAuthority() + folder(uri);
    var address = new ServerAddress(URI.create(base), Optional.empty(), "1", true, "");
    var query = uri.getRawQuery();
    for (var part : query == null ? new String[0] : query.split("&", -1)) {
      address = address.with(part, text);
    }
    return address;
  }

  private static String folder(URI uri) {
    var path = uri.getRawPath();
    return path == null ? "" : path.replaceAll("/+$", "");
  }

  private ServerAddress with(String part, String text) {
    var equals = part.indexOf('=');
    var name = equals < 0 ? part : part.substring(0, equals);
    var value =
        equals < 0 ? "" : URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8);
    return switch (name) {
      case "format" ->
          new ServerAddress(base, Optional.of(notation(value, text)), local, tags, token);
      case "local" -> new ServerAddress(base, notation, value, tags, token);
      case "token" -> new ServerAddress(base, notation, local, tags, value);
      case "noTags" -> {
        var knowsTags = value.isEmpty() || value.equals("0");
        yield new ServerAddress(base, notation, local, knowsTags, token);
      }
      default ->
          throw new IllegalArgumentException(
              "server "
                  + shown(text)
                  + ": "
                  + name
                  + " (expected: format, local, noTags or token)");
    };
  }

  /// The entry without its token.
  private static String shown(String text) {
    return text.replaceAll("token=[^&]*", "token=…");
  }

  private static Notation notation(String value, String text) {
    for (var notation : Notation.values()) {
      if (notation.requestName().equals(value)) {
        return notation;
      }
    }
    throw new IllegalArgumentException(
        "server " + shown(text) + ": format " + value + " (expected: msgpack or pickle)");
  }

  /// As messages and figures name it.
  public String name() {
    return base.getRawAuthority() + base.getRawPath();
  }

  /// Without the token, which is nobody's business.
  @Override
  public String toString() {
    return "ServerAddress[" + name() + "]";
  }
}
