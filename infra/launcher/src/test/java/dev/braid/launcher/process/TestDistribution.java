package dev.braid.launcher.process;

import dev.braid.guard.Guard;
import dev.braid.launcher.Distribution;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A distribution in which every layer is a {@link Sleeper}, under the real guard. */
final class TestDistribution {
  private TestDistribution() {}

  static Distribution make(Path home) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", Guard.class.getName());
    jar(home.resolve("lib/guard.jar"), manifest, Guard.class);
    Manifest plain = new Manifest();
    plain.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    for (String layer : List.of("speed", "serving")) {
      jar(home.resolve("lib").resolve(layer).resolve("sleeper.jar"), plain, Sleeper.class);
    }
    return new Distribution(home);
  }

  static LayerCommand sleeper(String name) {
    return new LayerCommand(name, name, Sleeper.class.getName(), List.of("-Xmx32m"), List.of(name));
  }

  private static void jar(Path file, Manifest manifest, Class<?> content) throws IOException {
    Files.createDirectories(file.getParent());
    String entry = content.getName().replace('.', '/') + ".class";
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest);
        InputStream bytes = content.getClassLoader().getResourceAsStream(entry)) {
      jar.putNextEntry(new JarEntry(entry));
      bytes.transferTo(jar);
      jar.closeEntry();
    }
  }
}
