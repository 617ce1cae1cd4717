// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.login;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// Addresses that begin alike, written `10.0.0.0/8`, `::1` or `192.0.2.7`.
///
/// @param text as it was written
public record AddressRange(String text, InetAddress first, int bits) {

  /// No names: they would be looked up.
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  /// Reads an address or a range.
  ///
  /// @throws IllegalArgumentException if the text is none
  public static AddressRange parse(String text) {
    var slash = text.indexOf('/');
    var address = address(slash < 0 ? text : text.substring(0, slash));
    if (address.isPresent()) {
      var most = 8 * address.get().getAddress().length;
      try {
        var bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
        if (bits >= 0 && bits <= most) {
          return new AddressRange(text, address.get(), bits);
        }
      } catch (NumberFormatException _) {
        // said below
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' (expected: an address such as 192.0.2.7, or a range such as 10.0.0.0/8)");
  }

  /// Whether an address is one of them; no other text is.
  public boolean contains(String text) {
    return address(text).filter(this::contains).isPresent();
  }

  private boolean contains(InetAddress address) {
    return Arrays.equals(masked(first.getAddress(), bits), masked(address.getAddress(), bits));
  }

  /// The text of the network that an address is in; the same for all addresses that one customer of
  /// a provider has.
  static String network(String text) {
    var address = address(text);
    if (address.isEmpty() || address.get().getAddress().length == 4) {
      return text;
    }
    return Arrays.toString(masked(address.get().getAddress(), 64));
  }

  private static byte[] masked(byte[] address, int bits) {
    var masked = address.clone();
    for (var i = 0; i < masked.length; i++) {
      var kept = Math.clamp(bits - 8L * i, 0, 8);
      masked[i] &= (byte) (0xff << (8 - kept));
    }
    return masked;
  }

  private static Optional<InetAddress> address(String text) {
    var bare =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    if (!LITERAL.matcher(bare).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(bare));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
