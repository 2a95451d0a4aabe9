package dev.braid.serving.access;

import dev.braid.project.AccessSettings;
import dev.braid.project.ServingSettings;
import dev.braid.serving.error.ServingErrors;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.autoconfigure.ssl.PemSslBundleProperties;
import org.springframework.boot.autoconfigure.ssl.PropertiesSslBundle;

/** Where and how the server listens; nowhere that a network reaches without access control. */
public final class Listening {
  private static final String BUNDLE = "serving";

  private Listening() {}

  /**
   * Fails unless what the settings ask for is safe and there.
   *
   * @throws dev.braid.error.BraidException {@code OPEN_SERVING}, {@code BAD_CERTIFICATE} …
   */
  public static void check(ServingSettings serving) {
    AccessSettings access = serving.access();
    boolean guarded = access.authentication() != null && access.tls() != null;
    if (!guarded && !isLoopback(serving.host())) {
      throw ServingErrors.openServing(serving.host());
    }
    if (access.tls() != null && !access.tls().isTerminatedUpstream()) {
      checkPair(Path.of(access.tls().certificate()), Path.of(access.tls().key()));
    }
  }

  /** A name counts as what it leads to. */
  private static boolean isLoopback(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException e) {
      throw ServingErrors.cannotListen(host, 0, e);
    }
  }

  private static void checkPair(Path certificate, Path key) {
    for (Path file : new Path[] {certificate, key}) {
      if (!Files.isReadable(file)) {
        throw ServingErrors.badCertificate(file, "it cannot be read", null);
      }
    }
    PemSslBundleProperties pair = new PemSslBundleProperties();
    pair.getKeystore().setCertificate(url(certificate));
    pair.getKeystore().setPrivateKey(url(key));
    pair.getKeystore().setVerifyKeys(true);
    try {
      PropertiesSslBundle.get(pair).getStores().getKeyStore();
    } catch (RuntimeException e) {
      throw ServingErrors.badCertificate(certificate, String.valueOf(e.getMessage()), e);
    }
  }

  private static String url(Path file) {
    return file.toUri().toString();
  }

  /** As Spring Boot's settings name it. */
  public static Map<String, Object> properties(ServingSettings serving) {
    Map<String, Object> properties = new TreeMap<>();
    properties.put("server.address", serving.host());
    properties.put("server.port", serving.port());
    // Whom the request comes from is decided here alone.
    properties.put("server.forward-headers-strategy", "none");
    AccessSettings.Tls tls = serving.access().tls();
    if (tls != null && !tls.isTerminatedUpstream()) {
      String pem = "spring.ssl.bundle.pem." + BUNDLE;
      properties.put(pem + ".keystore.certificate", url(Path.of(tls.certificate())));
      properties.put(pem + ".keystore.private-key", url(Path.of(tls.key())));
      properties.put(pem + ".options.enabled-protocols", "TLSv1.3,TLSv1.2");
      properties.put("server.ssl.bundle", BUNDLE);
    }
    return properties;
  }
}
