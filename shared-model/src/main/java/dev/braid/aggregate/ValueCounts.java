package dev.braid.aggregate;

import dev.braid.type.DataType;
import dev.braid.type.Values;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How often each of some values was seen, with one form in bytes. */
final class ValueCounts {
  private final DataType type;
  private final Map<Object, Long> counts = new HashMap<>();

  /**
   * @param type of the values, a comparable one
   */
  ValueCounts(DataType type) {
    this.type = type;
  }

  /** What {@link #write} takes for so many values of a type at most. */
  static StateSize size(DataType type, int values) {
    StateSize entry = ValueBytes.size(type);
    return new StateSize(
        Integer.BYTES + values * (entry.bytes() + Long.BYTES), values * entry.values(), false);
  }

  static ValueCounts read(DataType type, DataInputStream in) throws IOException {
    ValueCounts counts = new ValueCounts(type);
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      counts.add(ValueBytes.read(in, type), in.readLong());
    }
    return counts;
  }

  /** In the order of the values. */
  void write(DataOutputStream out) throws IOException {
    out.writeInt(counts.size());
    for (Map.Entry<Object, Long> entry : sorted(Map.Entry.comparingByKey(order()))) {
      ValueBytes.write(out, type, entry.getKey());
      out.writeLong(entry.getValue());
    }
  }

  private Comparator<Object> order() {
    return (left, right) -> Values.compare(type, left, right);
  }

  private List<Map.Entry<Object, Long>> sorted(Comparator<Map.Entry<Object, Long>> order) {
    return counts.entrySet().stream().sorted(order).toList();
  }

  void add(Object value, long count) {
    counts.merge(Values.canonical(value), count, Long::sum);
  }

  void addAll(ValueCounts other) {
    other.counts.forEach(this::add);
  }

  boolean contains(Object value) {
    return counts.containsKey(Values.canonical(value));
  }

  int size() {
    return counts.size();
  }

  /** The count at a rank from 1, the greatest count's. */
  long countAt(int rank) {
    return sorted(Map.Entry.<Object, Long>comparingByValue().reversed()).get(rank - 1).getValue();
  }

  /** Takes so much off every count; what has no more goes. */
  void subtract(long count) {
    counts.values().removeIf(seen -> seen <= count);
    counts.replaceAll((value, seen) -> seen - count);
  }

  /**
   * The most frequent values, among equally frequent ones the least, as a MAP.
   *
   * @param surplus to add to each count
   */
  Map<Object, Long> mostFrequent(int limit, long surplus) {
    Comparator<Map.Entry<Object, Long>> byCount =
        Map.Entry.<Object, Long>comparingByValue().reversed();
    Map<Object, Long> map = new LinkedHashMap<>();
    sorted(byCount.thenComparing(Map.Entry.comparingByKey(order()))).stream()
        .limit(limit)
        .sorted(Map.Entry.comparingByKey(order()))
        .forEach(entry -> map.put(entry.getKey(), entry.getValue() + surplus));
    return map;
  }
}
