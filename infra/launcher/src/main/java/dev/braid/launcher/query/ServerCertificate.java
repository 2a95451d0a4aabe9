package dev.braid.launcher.query;

import dev.braid.launcher.access.AccessErrors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;

/**
 * The one certificate that the driver is to trust, in a file of its own: the project's file may
 * hold more, such as whoever signed it, and not all that they have signed is the project's.
 */
final class ServerCertificate implements AutoCloseable {
  private static final int PEM_LINE = 64;

  private final Path file;

  private ServerCertificate(Path file) {
    this.file = file;
  }

  /**
   * @param certificate PEM, the server's own first; empty for none
   */
  static ServerCertificate of(Optional<Path> certificate) throws IOException {
    return certificate.isEmpty()
        ? new ServerCertificate(null)
        : new ServerCertificate(firstOf(certificate.get()));
  }

  private static Path firstOf(Path chain) throws IOException {
    byte[] encoded;
    try (InputStream in = Files.newInputStream(chain)) {
      X509Certificate first =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      first.checkValidity();
      encoded = first.getEncoded();
    } catch (IOException | CertificateException e) {
      throw AccessErrors.badCertificate(chain, e);
    }
    Base64.Encoder lines =
        Base64.getMimeEncoder(PEM_LINE, "\n".getBytes(StandardCharsets.US_ASCII));
    Path file = Files.createTempFile("braid-server-", ".pem");
    Files.writeString(
        file,
        "-----BEGIN CERTIFICATE-----\n"
            + lines.encodeToString(encoded)
            + "\n-----END CERTIFICATE-----\n");
    return file;
  }

  Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }
}
