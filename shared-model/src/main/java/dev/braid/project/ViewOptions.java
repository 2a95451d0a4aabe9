package dev.braid.project;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a view's leading comment says besides its epoch. None of it decides the view's content.
 *
 * @param description for people; null if there is none
 * @param owner whom to ask about the view; null if nobody is named
 * @param columns descriptions of outputs, by their names
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ViewOptions(
    String description, String owner, Refresh refresh, Map<String, String> columns) {
  /** Those of a view without a leading comment. */
  public static final ViewOptions NONE = new ViewOptions(null, null, Refresh.FULL, Map.of());

  public ViewOptions {
    Objects.requireNonNull(refresh, "refresh");
    columns =
        columns == null ? Map.of() : Collections.unmodifiableSortedMap(new TreeMap<>(columns));
  }
}
