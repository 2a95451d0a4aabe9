package dev.braid.serving.trino;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a query is answered with, in the forms of Trino's protocol.
 *
 * @param columns name and type of each; null if it failed
 * @param rows null if it failed
 * @param error Trino's name of it; null if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Answer(List<List<String>> columns, List<List<Object>> rows, String error) {
  static final double EXACT = 1e-12;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();
  private static final MathContext SORTED_BY = new MathContext(6);

  static Answer failed(String error) {
    return new Answer(null, null, error);
  }

  static ObjectMapper json() {
    return JSON;
  }

  /** With values as JSON reads them back, so that answers from anywhere are alike. */
  Answer plain() {
    try {
      return JSON.readValue(JSON.writeValueAsString(this), Answer.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * How this answer, the engine's, is other than Trino's.
   *
   * @param ordered whether the order of the rows counts
   * @param within how far a number may be from Trino's, relatively
   */
  Optional<String> differenceFrom(Answer trino, boolean ordered, double within) {
    if (error != null || trino.error != null) {
      return error != null && error.equals(trino.error)
          ? Optional.empty()
          : Optional.of("is " + this + ", Trino's " + trino);
    }
    if (!untold(columns).equals(untold(trino.columns))) {
      return Optional.of("has columns " + columns + ", Trino's " + trino.columns);
    }
    if (rows.size() != trino.rows.size()) {
      return Optional.of("has rows " + rows + ", Trino's " + trino.rows);
    }
    List<List<Object>> mine = ordered ? rows : sorted(rows);
    List<List<Object>> theirs = ordered ? trino.rows : sorted(trino.rows);
    for (int i = 0; i < mine.size(); i++) {
      if (!same(mine.get(i), theirs.get(i), within)) {
        return Optional.of("has the row " + mine.get(i) + ", Trino's " + theirs.get(i));
      }
    }
    return Optional.empty();
  }

  /** The engine has texts of any length alone: VARCHAR(n) is VARCHAR. */
  private static List<List<String>> untold(List<List<String>> columns) {
    return columns.stream()
        .map(
            column ->
                List.of(column.get(0), column.get(1).replaceAll("varchar\\(\\d+\\)", "varchar")))
        .toList();
  }

  private static List<List<Object>> sorted(List<List<Object>> rows) {
    List<List<Object>> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparing(Answer::key));
    return sorted;
  }

  private static String key(Object value) {
    if (value instanceof Number) {
      return new BigDecimal(value.toString()).round(SORTED_BY).stripTrailingZeros().toString();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Answer::key).toList().toString();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, String> entries = new TreeMap<>();
      map.forEach((name, entry) -> entries.put(name.toString(), key(entry)));
      return entries.toString();
    }
    return value instanceof String ? "'" + value + "'" : String.valueOf(value);
  }

  private static boolean same(Object mine, Object theirs, double within) {
    if (mine instanceof Number && theirs instanceof Number) {
      BigDecimal a = new BigDecimal(mine.toString());
      BigDecimal b = new BigDecimal(theirs.toString());
      BigDecimal allowed =
          mine instanceof BigDecimal || theirs instanceof BigDecimal || within > EXACT
              ? a.abs().max(b.abs()).multiply(BigDecimal.valueOf(within))
              : BigDecimal.ZERO;
      return a.subtract(b).abs().compareTo(allowed) <= 0;
    }
    if (mine instanceof List<?> a && theirs instanceof List<?> b) {
      boolean same = a.size() == b.size();
      for (int i = 0; same && i < a.size(); i++) {
        same = same(a.get(i), b.get(i), within);
      }
      return same;
    }
    if (mine instanceof Map<?, ?> a && theirs instanceof Map<?, ?> b) {
      return a.keySet().equals(b.keySet())
          && a.keySet().stream().allMatch(key -> same(a.get(key), b.get(key), within));
    }
    return mine == null ? theirs == null : mine.equals(theirs);
  }

  @Override
  public String toString() {
    return error != null ? "the error " + error : columns + " " + rows;
  }
}
