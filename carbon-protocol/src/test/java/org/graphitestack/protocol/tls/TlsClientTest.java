// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsClientTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(names = {"ecp256", "ecp384", "rsa2048", "ed25519"})
  void files_withKeysOfUsualKinds_areRead(CertificateBuilder.Algorithm algorithm) throws Exception {
    var own = certificate(algorithm);
    var chain = file("own.pem", own.getCertificatePathPEM());
    var key = file("own.key", own.getPrivateKeyPEM());

    TlsClient.open(Optional.of(chain), Optional.of(chain), Optional.of(key), true);

    assertThat(PemFiles.certificates(chain, "certificate")).containsExactly(own.getCertificate());
    assertThat(PemFiles.privateKey(key, own.getCertificate()))
        .isEqualTo(own.getKeyPair().getPrivate());
  }

  @Test
  void authorities_unusable_areNamed() throws Exception {
    var missing = folder.resolve("missing.pem");
    var text = file("text.pem", "hello");
    var empty = file("empty.pem", "");

    assertThatThrownBy(() -> open(missing))
        .isInstanceOf(IOException.class)
        .hasMessage("trusted certificates: " + missing + " (expected: a readable file)");
    assertThatThrownBy(() -> open(folder))
        .hasMessage("trusted certificates: " + folder + " (expected: a readable file)");
    assertThatThrownBy(() -> open(text))
        .hasMessageStartingWith("trusted certificates: " + text)
        .hasMessageContaining("(expected: PEM certificates)");
    assertThatThrownBy(() -> open(empty))
        .hasMessage(
            "trusted certificates: " + empty + ": no certificate (expected: PEM certificates)");
  }

  @Test
  void key_unusable_isNamed() throws Exception {
    var own = certificate(CertificateBuilder.Algorithm.ecp256);
    var other = certificate(CertificateBuilder.Algorithm.ecp256);
    var rsa = certificate(CertificateBuilder.Algorithm.rsa2048);
    var otherRsa = certificate(CertificateBuilder.Algorithm.rsa2048);
    var old =
        file("old.key", "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----");
    var cut = file("cut.key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    var others = file("other.key", other.getPrivateKeyPEM());
    var othersRsa = file("rsa.key", otherRsa.getPrivateKeyPEM());

    assertThatThrownBy(() -> PemFiles.privateKey(old, own.getCertificate()))
        .hasMessage(
            "private key: "
                + old
                + ": RSA PRIVATE KEY (expected: PEM PRIVATE KEY, which is PKCS #8 and not"
                + " encrypted)");
    assertThatThrownBy(() -> PemFiles.privateKey(cut, own.getCertificate()))
        .hasMessageStartingWith("private key: " + cut + " (expected: EC as in the certificate): ");
    assertThatThrownBy(() -> PemFiles.privateKey(othersRsa, own.getCertificate()))
        .hasMessageStartingWith("private key: " + othersRsa + " (expected: EC ");
    assertThatThrownBy(() -> PemFiles.privateKey(others, own.getCertificate()))
        .hasMessage("private key: " + others + " is another's (expected: the certificate's own)");
    assertThatThrownBy(() -> PemFiles.privateKey(othersRsa, rsa.getCertificate()))
        .hasMessage(
            "private key: " + othersRsa + " is another's (expected: the certificate's own)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"carbon", "relay.example.org"})
  void engine_forAName_tellsIt(String host) throws Exception {
    assertThat(client().engine(host, 2003).getSSLParameters().getServerNames())
        .containsExactly(new SNIHostName(host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "carbon_relay"})
  void engine_forAnythingElse_tellsNothing(String host) throws Exception {
    assertThat(client().engine(host, 2003).getSSLParameters().getServerNames())
        .isEqualTo(List.of());
  }

  private static TlsClient client() throws IOException {
    return TlsClient.open(Optional.empty(), Optional.empty(), Optional.empty(), true);
  }

  private static void open(Path authorities) throws IOException {
    TlsClient.open(Optional.of(authorities), Optional.empty(), Optional.empty(), true);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static X509Bundle certificate(CertificateBuilder.Algorithm algorithm) throws Exception {
    return new CertificateBuilder()
        .algorithm(algorithm)
        .subject("CN=own")
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }
}
