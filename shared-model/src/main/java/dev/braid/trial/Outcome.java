package dev.braid.trial;

import java.util.List;
import java.util.Map;

/**
 * What became of a case's events in one split.
 *
 * @param rows by group key: batch and speed states merged and finished
 * @param rejected the events that went to quarantine, in the case's order
 */
public record Outcome(Split split, Map<List<Object>, List<Object>> rows, List<Rejected> rejected) {

  /**
   * An event in quarantine.
   *
   * @param event its position in the case, from 1
   */
  public record Rejected(int event, String code, String reason) {}
}
