package dev.braid.launcher.access;

import dev.braid.project.AccessSettings;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the settings of access name must be there before the serving layer is started. */
public final class AccessFiles {
  private AccessFiles() {}

  public static void require(AccessSettings access) {
    AccessSettings.Tls tls = access.tls();
    if (tls != null && !tls.isTerminatedUpstream()) {
      String remedy = "infra/docs/access.md says how to make one";
      require(tls.certificate(), "serving.tls.certificate", remedy);
      require(tls.key(), "serving.tls.key", remedy);
    }
    AccessSettings.Authentication authentication = access.authentication();
    if (authentication != null && authentication.passwordFile() != null) {
      require(
          authentication.passwordFile(),
          "serving.authentication.password_file",
          "`braid password USER` makes it");
    }
    if (authentication != null
        && authentication.jwt() != null
        && authentication.jwt().isJwksFile()) {
      require(
          authentication.jwt().jwks(),
          "serving.authentication.jwt.jwks",
          "put the issuer's JSON Web Key Set there, or name its address");
    }
  }

  private static void require(String file, String key, String remedy) {
    if (!Files.isReadable(Path.of(file))) {
      throw AccessErrors.missing(Path.of(file), key, remedy);
    }
  }
}
