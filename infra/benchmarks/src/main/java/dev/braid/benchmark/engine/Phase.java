package dev.braid.benchmark.engine;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;

/** What was measured while one thing went on. */
final class Phase {
  final Times rollUp = new Times();
  final Times peerRollUp = new Times();
  final Times translating = new Times();
  final Times lookUp = new Times();
  final Times peerLookUp = new Times();
  final Times change = new Times();
  final AtomicInteger errors = new AtomicInteger();

  void print(PrintStream out, String name) throws IOException {
    out.printf("%n%s%n", name);
    out.printf("  roll-up, merged        %s%n", rollUp);
    out.printf("  roll-up, batch alone   %s%n", peerRollUp);
    out.printf(
        "  ratio                  p50 %8.2f  p99 %8.2f%n",
        rollUp.percentile(50) / peerRollUp.percentile(50),
        rollUp.percentile(99) / peerRollUp.percentile(99));
    out.printf("  look-up in the engine  %s%n", lookUp);
    out.printf("  its translation        %s%n", translating);
    out.printf("  look-up, batch alone   %s%n", peerLookUp);
    out.printf("  a change               %s%n", change);
    out.printf("  errors                 %d%n", errors.get());
    out.printf("  resident               %s%n", Memory.resident());
  }
}
