// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.listen;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import org.graphitestack.protocol.tls.PemFiles;

/// Makes of a listener's files what its connections need.
final class TlsFiles {

  private TlsFiles() {}

  /// @throws IOException if a file cannot be used; the message names it
  static SslContext open(TlsConfig config) throws IOException {
    var chain = PemFiles.certificates(config.certificate(), "certificate");
    var builder =
        SslContextBuilder.forServer(PemFiles.privateKey(config.key(), chain.getFirst()), chain);
    if (config.clientAuthorities().isPresent()) {
      builder
          .trustManager(
              PemFiles.certificates(config.clientAuthorities().get(), "client authorities"))
          .clientAuth(ClientAuth.REQUIRE);
    }
    return builder.protocols("TLSv1.3", "TLSv1.2").build();
  }
}
