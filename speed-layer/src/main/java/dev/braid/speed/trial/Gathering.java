package dev.braid.speed.trial;

import dev.braid.speed.codec.LogRecord;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Takes the place of a topic: keeps its records, in the order in which they came, in the memory of
 * this process. So it serves jobs of a cluster within this process only.
 */
final class Gathering implements Sink<LogRecord>, AutoCloseable {
  private static final long serialVersionUID = 1L;

  /** What a sink becomes on its way into a task is another object, which knows the name alone. */
  private static final Map<String, Queue<LogRecord>> GATHERED = new ConcurrentHashMap<>();

  private final String name = UUID.randomUUID().toString();

  Gathering() {
    GATHERED.put(name, new ConcurrentLinkedQueue<>());
  }

  List<LogRecord> records() {
    return List.copyOf(GATHERED.get(name));
  }

  @Override
  public void close() {
    GATHERED.remove(name);
  }

  @Override
  public SinkWriter<LogRecord> createWriter(WriterInitContext context) {
    return new Writer(GATHERED.get(name));
  }

  private record Writer(Queue<LogRecord> to) implements SinkWriter<LogRecord> {
    @Override
    public void write(LogRecord record, Context context) {
      to.add(record);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
