// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.relay.destination;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.graphitestack.relay.route.TlsOptions;

/// Certificates for tests, and the files that they are read from: the same names every time, so
/// that one can be replaced.
record PemFolder(Path folder) {

  static X509Bundle authority(String name) throws Exception {
    return new CertificateBuilder()
        .subject("CN=" + name)
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }

  /// @param host a name, or an address that begins with a digit
  static X509Bundle signed(X509Bundle authority, String host) throws Exception {
    var builder = new CertificateBuilder().subject("CN=" + host);
    return Character.isDigit(host.charAt(0))
        ? builder.addSanIpAddress(host).buildIssuedBy(authority)
        : builder.addSanDnsName(host).buildIssuedBy(authority);
  }

  TlsOptions trusting(X509Bundle authority) throws IOException {
    return new TlsOptions(
        Optional.of(write("trusted.pem", authority.getRootCertificatePEM())),
        Optional.empty(),
        Optional.empty(),
        true);
  }

  TlsOptions trusting(X509Bundle authority, X509Bundle own) throws IOException {
    return new TlsOptions(
        Optional.of(write("trusted.pem", authority.getRootCertificatePEM())),
        Optional.of(write("own.pem", own.getCertificatePathPEM())),
        Optional.of(write("own.key", own.getPrivateKeyPEM())),
        true);
  }

  Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
