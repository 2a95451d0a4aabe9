package dev.braid.function;

import java.util.List;
import java.util.stream.Stream;

/** Dates and times. A TIMESTAMP is in UTC, a TIMESTAMP WITH TIME ZONE in its type's zone. */
final class DateFunctions {
  static final List<ScalarFunction> ALL =
      Stream.of(DateFields.ALL, DateArithmetic.ALL, UnixTimes.ALL, DateFormats.ALL)
          .flatMap(List::stream)
          .toList();

  private DateFunctions() {}
}
