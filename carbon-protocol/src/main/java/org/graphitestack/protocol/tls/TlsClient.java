// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/// The client's side of TLS connections: 1.3 and 1.2, nothing older.
///
/// Files are read once, when it is opened; who opens one for every connection takes up renewed
/// certificates with the next one.
public final class TlsClient {

  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private final SSLContext context;
  private final ClientIdentity identity;
  private final boolean verifyHost;

  private TlsClient(SSLContext context, ClientIdentity identity, boolean verifyHost) {
    this.context = context;
    this.identity = identity;
    this.verifyHost = verifyHost;
  }

  /// Reads the files.
  ///
  /// @param authorities PEM file of those who may vouch for servers; empty: those the JDK trusts
  /// @param certificate PEM file of our own certificate, then those that signed it, for servers
  ///   that ask; comes with `key`
  /// @param key PEM file of its private key, PKCS #8, not encrypted
  /// @param verifyHost whether the server's certificate has to name the host that is dialled
  /// @throws IOException if one cannot be used; the message names it
  public static TlsClient open(
      Optional<Path> authorities,
      Optional<Path> certificate,
      Optional<Path> key,
      boolean verifyHost)
      throws IOException {
    try {
      var trusted = authorities.isPresent() ? trust(authorities.get()) : null;
      var identity =
          new ClientIdentity(
              certificate.isPresent() && key.isPresent()
                  ? keys(certificate.get(), key.get())
                  : null);
      var context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {identity}, trusted, null);
      return new TlsClient(context, identity, verifyHost);
    } catch (GeneralSecurityException unusable) {
      throw new IOException("TLS: " + unusable.getMessage(), unusable);
    }
  }

  /// The engine of one connection.
  ///
  /// @param host name or address that is dialled; a name is told to the server (SNI)
  public SSLEngine engine(String host, int port) {
    var engine = context.createSSLEngine(host, port);
    engine.setUseClientMode(true);
    engine.setEnabledProtocols(VERSIONS);
    var parameters = engine.getSSLParameters();
    parameters.setServerNames(serverNames(host));
    parameters.setEndpointIdentificationAlgorithm(verifyHost ? "HTTPS" : null);
    engine.setSSLParameters(parameters);
    return engine;
  }

  /// The same trust and certificate for clients that make their engines themselves: they have to
  /// check names on their own.
  public SSLContext context() {
    return context;
  }

  /// Whether the server has asked for a certificate, shown or not. With TLS 1.3 it may refuse one
  /// after the handshake is over for the client.
  public boolean wasAskedForCertificate() {
    return identity.wasAsked();
  }

  /// Addresses are no server names, nor are names with characters that DNS has not.
  private static List<SNIServerName> serverNames(String host) {
    if (host.contains(":") || host.matches("[0-9.]+")) {
      return List.of();
    }
    try {
      return List.of(new SNIHostName(host));
    } catch (IllegalArgumentException _) {
      return List.of();
    }
  }

  private static TrustManager[] trust(Path authorities)
      throws IOException, GeneralSecurityException {
    var store = emptyStore();
    for (var authority : PemFiles.certificates(authorities, "trusted certificates")) {
      store.setCertificateEntry(String.valueOf(store.size()), authority);
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return trust.getTrustManagers();
  }

  private static X509ExtendedKeyManager keys(Path certificate, Path key)
      throws IOException, GeneralSecurityException {
    var chain = PemFiles.certificates(certificate, "certificate");
    var store = emptyStore();
    store.setKeyEntry(
        "own",
        PemFiles.privateKey(key, chain.getFirst()),
        new char[0],
        chain.toArray(Certificate[]::new));
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    for (var manager : keys.getKeyManagers()) {
      if (manager instanceof X509ExtendedKeyManager x509) {
        return x509;
      }
    }
    throw new GeneralSecurityException("no key manager for X.509 in this JDK");
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
