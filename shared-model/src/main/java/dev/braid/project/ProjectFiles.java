package dev.braid.project;

import dev.braid.error.ModelErrors;
import dev.braid.error.Place;
import dev.braid.error.ProjectErrors;
import dev.braid.error.TextFile;
import dev.braid.type.Identifiers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A project's folder: which files it has, and their text. */
public final class ProjectFiles {
  static final String SETTINGS = "braid.yml";

  private final Path folder;

  public ProjectFiles(Path folder) {
    this.folder = folder;
  }

  /** One file of a folder; its name without the ending is the name of what it declares. */
  public record Declaration(String name, Path path, String shownAs) {}

  TextFile settings() {
    if (!Files.isDirectory(folder)) {
      throw ProjectErrors.noProjectFolder(folder);
    }
    Path settings = folder.resolve(SETTINGS);
    if (!Files.isRegularFile(settings)) {
      throw ProjectErrors.noSettings(folder, SETTINGS);
    }
    return read(settings, SETTINGS);
  }

  /** The folder's files of one ending, by name; at least one. */
  List<Declaration> declarations(String subfolder, String ending, String what) {
    List<Declaration> declarations = find(subfolder, ending);
    if (declarations.isEmpty()) {
      throw ProjectErrors.noDeclarations(Place.of(subfolder + "/"), what, subfolder, ending);
    }
    return declarations;
  }

  /** The folder's files of one ending, by name; none if there is no such folder. */
  public List<Declaration> find(String subfolder, String ending) {
    Path path = folder.resolve(subfolder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(file -> Files.isRegularFile(file) && !isHidden(file))
          .sorted()
          .filter(file -> hasEnding(file, subfolder, ending))
          .map(file -> declaration(file, subfolder, ending))
          .toList();
    } catch (IOException e) {
      throw ProjectErrors.unreadable(Place.of(subfolder + "/"), e);
    }
  }

  private static boolean isHidden(Path file) {
    return file.getFileName().toString().startsWith(".");
  }

  /** Passes over other files, but not over one that was surely meant. */
  private static boolean hasEnding(Path file, String subfolder, String ending) {
    String name = file.getFileName().toString();
    if (name.endsWith(".yaml") && ending.equals(".yml")) {
      throw ProjectErrors.wrongEnding(Place.of(subfolder + "/" + name), ending);
    }
    return name.endsWith(ending);
  }

  private static Declaration declaration(Path file, String subfolder, String ending) {
    String fileName = file.getFileName().toString();
    String name = fileName.substring(0, fileName.length() - ending.length());
    return new Declaration(name, file, subfolder + "/" + fileName);
  }

  TextFile read(Declaration declaration, String what) {
    if (!Identifiers.isValid(declaration.name())) {
      throw ModelErrors.badName(Place.of(declaration.shownAs()), what, declaration.name());
    }
    return read(declaration);
  }

  /** The file's text, whatever its name. */
  public static TextFile read(Declaration declaration) {
    return read(declaration.path(), declaration.shownAs());
  }

  private static TextFile read(Path path, String shownAs) {
    try {
      byte[] bytes = Files.readAllBytes(path);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new TextFile(shownAs, text.startsWith("\ufeff") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      throw ProjectErrors.notUtf8(Place.of(shownAs));
    } catch (IOException e) {
      throw ProjectErrors.unreadable(Place.of(shownAs), e);
    }
  }
}
