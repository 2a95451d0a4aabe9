package dev.braid.launcher.trial;

import dev.braid.error.ProjectErrors;
import dev.braid.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Which cases a user means by names of views or of files: {@code refunds}, {@code refunds.yml}. */
public final class TrialSelection {
  private TrialSelection() {}

  /**
   * The cases meant, in their order.
   *
   * @param names none: all
   */
  public static List<Trial> of(List<Trial> trials, List<String> names) {
    if (names.isEmpty()) {
      return trials;
    }
    List<String> wanted = names.stream().map(TrialSelection::bare).toList();
    TreeSet<String> known = new TreeSet<>();
    List<Trial> selected = new ArrayList<>();
    for (Trial trial : trials) {
      List<String> own = List.of(trial.view().name(), bare(trial.location().file()));
      known.addAll(own);
      if (own.stream().anyMatch(wanted::contains)) {
        selected.add(trial);
      }
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!known.contains(wanted.get(i))) {
        throw ProjectErrors.unknownTest(names.get(i), known);
      }
    }
    return selected;
  }

  private static String bare(String name) {
    return name.replaceFirst("^.*/", "").replaceFirst("\\.yml$", "");
  }
}
