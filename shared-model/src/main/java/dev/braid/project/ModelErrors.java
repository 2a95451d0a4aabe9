package dev.braid.project;

import dev.braid.error.BraidException;
import dev.braid.error.ErrorKind;
import dev.braid.error.Location;
import dev.braid.error.NearestName;
import java.nio.file.Path;
import java.util.Collection;

/** Every error of the shared model that a user can meet: what is wrong, where, what to do. */
public final class ModelErrors {
  private ModelErrors() {}

  static BraidException noArtefact(Path artefact) {
    return new BraidException(
        "NOT_COMPILED",
        ErrorKind.NOT_FOUND,
        "no compiled project at " + artefact + "; run `braid compile` in the project's folder");
  }

  static BraidException badArtefact(Path artefact, Exception cause) {
    return new BraidException(
        "BAD_ARTEFACT",
        ErrorKind.CORRUPT,
        Location.of(artefact.toString()),
        "not a compiled project (" + cause.getMessage() + "); run `braid compile` again",
        cause);
  }

  static BraidException artefactFormat(Path artefact, int format) {
    return new BraidException(
        "ARTEFACT_FORMAT",
        ErrorKind.INPUT,
        Location.of(artefact.toString()),
        "compiled by another version of Braid (format "
            + format
            + ", this one reads "
            + CompiledProject.FORMAT
            + "); run `braid compile` again",
        null);
  }

  static BraidException noSuchView(String name, Collection<String> names) {
    return new BraidException(
        "NO_SUCH_VIEW",
        ErrorKind.NOT_FOUND,
        "there is no view " + name + NearestName.hint(name, names));
  }
}
