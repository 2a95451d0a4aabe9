package dev.braid.serving.tail;

import dev.braid.serving.error.ServingErrors;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Places in the lake as paths of the file system. */
public final class LakePaths {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

  private LakePaths() {}

  /**
   * @param place a path, or a {@code file:} URI
   */
  public static Path local(String place) {
    if (!SCHEME.matcher(place).matches()) {
      return Path.of(place).toAbsolutePath().normalize();
    }
    if (!place.startsWith("file:")) {
      throw ServingErrors.storageScheme(place);
    }
    String path = URI.create(place).getPath();
    if (path == null) {
      throw ServingErrors.storageScheme(place);
    }
    return Path.of(path).normalize();
  }

  /**
   * @param place as Kernel writes places: perhaps with a scheme, but with nothing encoded
   */
  static Path fromKernel(String place) {
    if (!SCHEME.matcher(place).matches()) {
      return Path.of(place).normalize();
    }
    if (!place.startsWith("file:")) {
      throw ServingErrors.storageScheme(place);
    }
    return Path.of(place.substring("file:".length())).normalize();
  }
}
