// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.web.cluster;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// Someone who vouches for servers and clients of a test, with its files in a folder.
public final class TestAuthority {

  private final Path folder;
  private final X509Bundle own;

  private TestAuthority(Path folder, X509Bundle own) {
    this.folder = folder;
    this.own = own;
  }

  /// Writes over whoever's files are there.
  public static TestAuthority create(Path folder) throws Exception {
    var own =
        new CertificateBuilder()
            .algorithm(CertificateBuilder.Algorithm.ecp256)
            .subject("CN=authority")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    var authority = new TestAuthority(folder, own);
    var client = authority.issue("client");
    Files.writeString(folder.resolve("ca.pem"), own.getCertificatePEM());
    Files.writeString(folder.resolve("client.pem"), client.getCertificatePathPEM());
    Files.writeString(folder.resolve("client.key"), client.getPrivateKeyPEM());
    return authority;
  }

  private X509Bundle issue(String name) throws Exception {
    return new CertificateBuilder()
        .algorithm(CertificateBuilder.Algorithm.ecp256)
        .subject("CN=" + name)
        .addSanIpAddress("127.0.0.1")
        .buildIssuedBy(own);
  }

  /// Trusts the authority, and shows one of its certificates.
  public ServerTrust trust() {
    return new ServerTrust(
        Optional.of(folder.resolve("ca.pem")),
        Optional.of(folder.resolve("client.pem")),
        Optional.of(folder.resolve("client.key")));
  }

  /// Trusts the authority, and has nothing to show.
  public ServerTrust anonymous() {
    return new ServerTrust(trust().authorities(), Optional.empty(), Optional.empty());
  }

  /// A server at 127.0.0.1 that wants to see one of its certificates.
  public FakeServer server() throws Exception {
    var bundle = issue("server");
    var context = SSLContext.getInstance("TLS");
    context.init(
        bundle.toKeyManagerFactory().getKeyManagers(),
        own.toTrustManagerFactory().getTrustManagers(),
        null);
    return FakeServer.openTls(context);
  }
}
