// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.bookmark;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.graphitestack.web.state.StateStore;
import org.jdbi.v3.core.Handle;

/// The table of short links. Thread-safe.
public final class ShortLinkStore {

  private final StateStore state;

  public ShortLinkStore(StateStore state) {
    this.state = state;
  }

  /// The link of an address: the one that is there, or a new one.
  ///
  /// @param target as [ShortLink#kept] writes it
  public ShortLink of(String target) {
    var digest = digest(target);
    var known = state.reading(handle -> find(handle, digest));
    var id =
        known.orElseGet(
            () ->
                state.writing(
                    handle -> {
                      handle.execute(
                          "INSERT INTO short_links (digest, target) VALUES (?, ?)"
                              + " ON CONFLICT (digest) DO NOTHING",
                          digest,
                          target);
                      return find(handle, digest).orElseThrow();
                    }));
    return new ShortLink(id, target);
  }

  /// The link of a number.
  public Optional<ShortLink> get(long id) {
    return state.reading(
        handle ->
            handle
                .createQuery("SELECT target FROM short_links WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> new ShortLink(id, row.getString("target")))
                .findOne());
  }

  /// Keeps a link under the number it had elsewhere.
  ///
  /// @return whether number and target were free
  public boolean adopt(ShortLink link) {
    return state.writing(
        handle -> {
          var added =
              handle.execute(
                  "INSERT INTO short_links (id, digest, target) VALUES (?, ?, ?)"
                      + " ON CONFLICT DO NOTHING",
                  link.id(),
                  digest(link.target()),
                  link.target());
          return added > 0;
        });
  }

  /// Makes sure that new links are numbered after all that are there: PostgreSQL does not see
  /// numbers it has not given.
  public void numberOn() {
    state.writing(
        handle -> {
          var sequenced =
              handle
                  .queryMetadata(java.sql.DatabaseMetaData::getDatabaseProductName)
                  .equals("PostgreSQL");
          if (sequenced) {
            handle
                .createQuery(
                    "SELECT setval(pg_get_serial_sequence('short_links', 'id'),"
                        + " (SELECT COALESCE(MAX(id), 0) + 1 FROM short_links), false)")
                .mapTo(Long.class)
                .one();
          }
          return sequenced;
        });
  }

  private static Optional<Long> find(Handle handle, String digest) {
    return handle
        .createQuery("SELECT id FROM short_links WHERE digest = :digest")
        .bind("digest", digest)
        .mapTo(Long.class)
        .findOne();
  }

  private static String digest(String target) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(target.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
