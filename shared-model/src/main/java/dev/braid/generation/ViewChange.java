package dev.braid.generation;

import java.util.List;

/**
 * What a new generation does to one view.
 *
 * @param before short definition hash in the old generation; null for a new view
 * @param after short definition hash in the new generation; null for a dropped view
 * @param reasons why, in words; none for a view that is kept
 */
public record ViewChange(
    String view, Kind kind, String before, String after, List<String> reasons) {
  /** What becomes of the view. */
  public enum Kind {
    /** The same definition: its batch view stays, its speed view is built anew. */
    KEPT("kept"),
    /** Another definition of the same name: all of it is computed anew. */
    REBUILT("rebuilt"),
    NEW("new"),
    DROPPED("dropped");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  public ViewChange {
    reasons = List.copyOf(reasons);
  }
}
