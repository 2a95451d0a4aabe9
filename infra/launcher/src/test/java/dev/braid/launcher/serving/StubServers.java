package dev.braid.launcher.serving;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Servers on loopback, with certificates of the test resources. */
public final class StubServers {
  private static final Path FOLDER = Path.of("src/test/resources/tls");

  private StubServers() {}

  public static HttpServer http() throws IOException {
    return HttpServer.create(anyPort(), 0);
  }

  public static Path certificate(String name) {
    return FOLDER.resolve(name + ".pem");
  }

  public static HttpsServer https(String name) throws Exception {
    char[] none = {};
    KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
    keys.load(null, none);
    String key = Files.readString(FOLDER.resolve(name + ".key")).replaceAll("-----.*-----|\\s", "");
    try (InputStream in = Files.newInputStream(certificate(name))) {
      Certificate[] chain = {CertificateFactory.getInstance("X.509").generateCertificate(in)};
      keys.setKeyEntry(
          "server",
          KeyFactory.getInstance("EC")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key))),
          none,
          chain);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, none);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return server;
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }
}
