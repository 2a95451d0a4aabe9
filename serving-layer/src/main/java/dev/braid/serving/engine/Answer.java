package dev.braid.serving.engine;

import java.util.List;

/**
 * A query's result.
 *
 * @param rows values as JSON shows them: Boolean, Integer, Long, BigInteger, Double, String, List
 *     or Map
 * @param truncated whether there were more rows than the cap lets through
 * @param positions of the views read, as they were when the rows were read
 */
public record Answer(
    List<Column> columns, List<List<Object>> rows, boolean truncated, List<Position> positions) {

  /** A result's column, with its type as SQL names it. */
  public record Column(String name, String type) {}
}
