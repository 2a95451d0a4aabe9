package dev.braid.source;

import dev.braid.type.Sha256;
import java.util.List;
import java.util.Objects;

/**
 * A declared Kafka topic with its typed columns.
 *
 * @param format how values are encoded; {@code json}
 * @param partitions how many partitions the topic gets if Braid creates it
 */
public record Source(
    String name, String topic, String format, int partitions, List<Column> columns) {
  public Source {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(format, "format");
    columns = List.copyOf(columns);
  }

  /** Eight hexadecimal digits that change when decoding the same topic would give other rows. */
  public String schemaHash() {
    StringBuilder text = new StringBuilder(topic + "\n" + format);
    for (Column column : columns) {
      text.append('\n').append(column.name()).append(' ').append(column.type());
      text.append(column.notNull() ? " NOT NULL" : "");
      text.append(column.path() == null ? "" : " AT " + FieldPath.print(column.path()));
    }
    return Sha256.hex(text.toString()).substring(0, 8);
  }
}
