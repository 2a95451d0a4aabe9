package dev.braid.simulator;

import dev.braid.batch.delta.Committed;
import dev.braid.batch.error.BatchErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table as Delta keeps it: versions, and transactions of which only one commits on a base.
 *
 * @param <C> what a commit says
 * @param <R> what a version holds
 */
final class Table<C, R> {
  /** One version. */
  record Version<C, R>(long number, C commit, R rows, String file, Version<C, R> base) {
    Committed<C> committed() {
      return new Committed<>(number, commit);
    }
  }

  /** An open transaction. */
  final class Open {
    private final Version<C, R> base = last();

    Optional<C> base() {
      return Optional.ofNullable(base).map(Version::commit);
    }

    Optional<R> baseRows() {
      return Optional.ofNullable(base).map(Version::rows);
    }

    Version<C, R> commit(C commit, R rows) {
      if (last() != base) {
        if (model.commitsCheckTheirBase()) {
          throw BatchErrors.committedByAnother(name, null);
        }
      }
      for (Version<C, R> version : versions) {
        if (version.base() == base && version != last() && !restored.contains(version)) {
          throw new Violation(Invariant.ONE_COMMIT_A_BASE, name + ": " + version.number());
        }
      }
      return put(commit, rows, base);
    }
  }

  private final String name;
  private final Model model;
  private final List<Version<C, R>> versions = new ArrayList<>();
  private final List<Version<C, R>> restored = new ArrayList<>();
  private int files;

  Table(String name, Model model) {
    this.name = name;
    this.model = model;
  }

  private Version<C, R> put(C commit, R rows, Version<C, R> base) {
    Version<C, R> last = last();
    Version<C, R> version =
        new Version<>(last == null ? 0 : last.number() + 1, commit, rows, name + files++, base);
    versions.add(version);
    return version;
  }

  private Version<C, R> last() {
    return versions.isEmpty() ? null : versions.get(versions.size() - 1);
  }

  Optional<Version<C, R>> current() {
    return Optional.ofNullable(last());
  }

  Optional<Version<C, R>> version(long number) {
    return versions.stream().filter(version -> version.number() == number).findFirst();
  }

  Open begin() {
    return new Open();
  }

  /** A new version with the content of an older one. */
  void restore(Version<C, R> older) {
    restored.add(put(older.commit(), older.rows(), older.base()));
  }

  boolean isBelowTheNewest(Version<C, R> version) {
    return versions.size() > 1 && versions.get(versions.size() - 2) == version;
  }

  /** The newest version is gone as if it had never been. */
  void cutBack() {
    versions.remove(versions.size() - 1);
  }
}
