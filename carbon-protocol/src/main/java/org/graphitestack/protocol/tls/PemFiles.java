// Copyright 2026 The Graphite Stack Authors
// SPDX-License-Identifier: Apache-2.0

package org.graphitestack.protocol.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Reads certificates and keys, and says which file is at fault if it cannot.
public final class PemFiles {

  private static final String DASHES = "-----";
  private static final String KEY = "PRIVATE KEY";

  private PemFiles() {}

  /// All certificates of a file, in its order; at least one.
  ///
  /// @param what the file is for, as the message names it
  public static List<X509Certificate> certificates(Path file, String what) throws IOException {
    var bytes = read(file, what);
    var certificates = new ArrayList<X509Certificate>();
    try {
      var x509 = CertificateFactory.getInstance("X.509");
      for (Certificate certificate : x509.generateCertificates(new ByteArrayInputStream(bytes))) {
        certificates.add((X509Certificate) certificate);
      }
    } catch (CertificateException unusable) {
      throw new IOException(
          what + ": " + file + " (expected: PEM certificates): " + unusable.getMessage(), unusable);
    }
    if (certificates.isEmpty()) {
      throw new IOException(what + ": " + file + ": no certificate (expected: PEM certificates)");
    }
    return List.copyOf(certificates);
  }

  /// The first private key of a file.
  ///
  /// @param certificate the key has to be the one this was made for
  public static PrivateKey privateKey(Path file, X509Certificate certificate) throws IOException {
    var encoded = keyBytes(file);
    var owner = certificate.getPublicKey();
    try {
      var key =
          KeyFactory.getInstance(owner.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(encoded));
      if (!belongTogether(key, owner)) {
        throw new IOException(
            "private key: " + file + " is another's (expected: the certificate's own)");
      }
      return key;
    } catch (GeneralSecurityException unusable) {
      throw new IOException(
          "private key: "
              + file
              + " (expected: "
              + owner.getAlgorithm()
              + " as in the certificate): "
              + unusable.getMessage(),
          unusable);
    }
  }

  private static byte[] keyBytes(Path file) throws IOException {
    var text = new String(read(file, "private key"), StandardCharsets.ISO_8859_1);
    var begin = DASHES + "BEGIN " + KEY + DASHES;
    var from = text.indexOf(begin);
    var to = text.indexOf(DASHES + "END " + KEY + DASHES);
    if (from < 0 || to < from) {
      throw new IOException(
          "private key: "
              + file
              + ": "
              + kind(text)
              + " (expected: PEM "
              + KEY
              + ", which is PKCS #8 and not encrypted)");
    }
    try {
      return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    } catch (IllegalArgumentException unusable) {
      throw new IOException(
          "private key: " + file + " (expected: base64): " + unusable.getMessage(), unusable);
    }
  }

  /// What a file that is no key of ours calls itself.
  private static String kind(String text) {
    var begin = text.indexOf(DASHES + "BEGIN ");
    if (begin < 0) {
      return "no PEM";
    }
    var from = begin + DASHES.length() + "BEGIN ".length();
    var to = text.indexOf(DASHES, from);
    return to < 0 ? "no PEM" : text.substring(from, to);
  }

  private static boolean belongTogether(PrivateKey key, PublicKey owner)
      throws GeneralSecurityException {
    if (key instanceof RSAKey ours && owner instanceof RSAKey theirs) {
      return ours.getModulus().equals(theirs.getModulus());
    }
    var algorithm = owner.getAlgorithm().equals("EC") ? "SHA256withECDSA" : owner.getAlgorithm();
    var signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    var signed = signature.sign();
    signature.initVerify(owner);
    return signature.verify(signed);
  }

  private static byte[] read(Path file, String what) throws IOException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new IOException(what + ": " + file + " (expected: a readable file)");
    }
    return Files.readAllBytes(file);
  }
}
