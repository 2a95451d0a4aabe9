package dev.braid.serving.cluster;

import java.util.Set;

/** The scalar functions of views that are Trino's own, value by value. */
final class ScalarCalls {
  /** Every hard case of these, asked of a Trino 476, has the value that a view gives it. */
  static final Set<String> SAME = dev.braid.function.ScalarFunctions.names();

  private ScalarCalls() {}
}
