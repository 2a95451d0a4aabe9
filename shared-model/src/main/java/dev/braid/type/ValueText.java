package dev.braid.type;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as people read them, and as a test of a view may say them. */
public final class ValueText {
  private ValueText() {}

  public static String of(DataType type, Object value) {
    if (value == null) {
      return "NULL";
    }
    return switch (type.kind()) {
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      case DATE -> Temporals.date((Integer) value);
      case TIMESTAMP, TIMESTAMP_TZ -> Temporals.timestamp((Long) value);
      case ARRAY ->
          ((List<?>) value)
              .stream()
                  .map(each -> of(type.element(), each))
                  .collect(Collectors.joining(", ", "[", "]"));
      case MAP ->
          ((Map<?, ?>) value)
              .entrySet().stream()
                  .map(
                      entry ->
                          of(type.parameters().get(0), entry.getKey())
                              + ": "
                              + of(type.parameters().get(1), entry.getValue()))
                  .collect(Collectors.joining(", ", "{", "}"));
      default -> value.toString();
    };
  }
}
