// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A page beside these classes, or a part of one. Its files are named relative to the root, written
/// `{root}`, so that it works at any depth and below any prefix. What every page has in its head is
/// `head.html`, written `{head}`.
final class HtmlPage {

  private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)\\}");

  private final String text;

  private HtmlPage(String text) {
    this.text = text;
  }

  /// @param file name of a class-path resource of this package
  static HtmlPage of(String file) {
    return ofText(read(file));
  }

  /// A page of accounts: one narrow column.
  ///
  /// @param title HTML
  /// @param body file of what stands in it
  static HtmlPage ofAccount(String title, String body) {
    return ofText(read("account.html").replace("{title}", title).replace("{body}\n", read(body)));
  }

  private static HtmlPage ofText(String text) {
    return new HtmlPage(text.replace("{head}\n", read("head.html")));
  }

  private static String read(String file) {
    try (var in = Objects.requireNonNull(HtmlPage.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  void answer(Context context) {
    answer(context, Map.of());
  }

  /// @param texts by their place, written `{place}`; they are texts, whatever they hold
  void answer(Context context, Map<String, String> texts) {
    answerWith(context, texts, Map.of());
  }

  /// @param texts by their place, written `{place}`; they are texts, whatever they hold
  /// @param parts by their place: HTML, in which every text is escaped already
  void answerWith(Context context, Map<String, String> texts, Map<String, String> parts) {
    context
        .header("Cache-Control", "no-cache")
        .contentType(ErrorAnswers.HTML)
        .result(filled(context, texts, parts));
  }

  /// The HTML of this page, or of this part of one.
  ///
  /// @param context of the request, for the way to the root
  /// @param texts by their place, written `{place}`; they are texts, whatever they hold
  /// @param parts by their place: HTML, in which every text is escaped already
  String filled(Context context, Map<String, String> texts, Map<String, String> parts) {
    return PLACE
        .matcher(text.replace("{root}", toRoot(context)))
        .replaceAll(
            place -> {
              var part = parts.get(place.group(1));
              return Matcher.quoteReplacement(
                  part == null
                      ? Html.escape(texts.getOrDefault(place.group(1), place.group()))
                      : part);
            });
  }

  /// Whether a person waits for a page, and no program or script for data.
  static boolean isAwaited(Context context) {
    var purpose = context.header("Sec-Fetch-Dest");
    return context.method().equals(HandlerType.GET)
        && String.valueOf(context.header("Accept")).contains("text/html")
        && (purpose == null || purpose.equals("document"));
  }

  /// The way from the requested path to the root; empty at the root.
  static String toRoot(Context context) {
    var path = context.req().getRequestURI();
    var below = path.substring(1).chars().filter(c -> c == '/').count();
    return "../".repeat((int) below);
  }
}
