package dev.braid.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.StateColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.type.DataType;
import dev.braid.type.JsonValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The speed topic's records as JSON, so that any Kafka tool and Trino's connector can read them.
 * The record key is {@code [epoch, key values…]} for an upsert and {@code {"subtask":n}} for a
 * heartbeat; compaction therefore keeps the last record of each. Immutable and safe to share.
 */
public final class SpeedRecordCodec {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private final DataType[] keyTypes;
  private final String[] keyNames;
  private final List<StateColumn> stateColumns;

  public SpeedRecordCodec(ViewPlan plan) {
    this.keyTypes = plan.keys().stream().map(KeyColumn::type).toArray(DataType[]::new);
    this.keyNames = plan.keys().stream().map(KeyColumn::name).toArray(String[]::new);
    this.stateColumns = plan.stateColumns();
  }

  /** Told what {@link #read} found; exactly one of the methods is called. */
  public interface Reader {
    /** {@link SpeedUpsert#states} is null for a tombstone, and its version then (0, 0). */
    void upsert(SpeedUpsert upsert);

    void heartbeat(SpeedHeartbeat heartbeat);
  }

  public byte[] key(long epoch, Object[] key) {
    return write(
        json -> {
          json.writeStartArray();
          json.writeNumber(epoch);
          for (int i = 0; i < keyTypes.length; i++) {
            JsonValues.write(json, keyTypes[i], key[i]);
          }
          json.writeEndArray();
        });
  }

  public byte[] value(SpeedUpsert upsert) {
    return write(
        json -> {
          json.writeStartObject();
          json.writeNumberField("generation", upsert.version().generation());
          json.writeNumberField("events", upsert.version().events());
          json.writeNumberField("epoch", upsert.epoch());
          json.writeNumberField("append_time", upsert.appendTimeMillis());
          json.writeObjectFieldStart("key");
          for (int i = 0; i < keyTypes.length; i++) {
            json.writeFieldName(keyNames[i]);
            JsonValues.write(json, keyTypes[i], upsert.key()[i]);
          }
          json.writeEndObject();
          json.writeObjectFieldStart("states");
          for (int i = 0; i < stateColumns.size(); i++) {
            json.writeFieldName(stateColumns.get(i).name());
            JsonValues.write(json, stateColumns.get(i).type(), upsert.states()[i]);
          }
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  public static byte[] heartbeatKey(SpeedHeartbeat heartbeat) {
    return ("{\"subtask\":" + heartbeat.subtask() + "}").getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] heartbeatValue(SpeedHeartbeat heartbeat) {
    return write(
        json -> {
          json.writeStartObject();
          json.writeNumberField("generation", heartbeat.generation());
          json.writeNumberField("subtask", heartbeat.subtask());
          json.writeNumberField("parallelism", heartbeat.parallelism());
          json.writeNumberField("partitions", heartbeat.partitions());
          json.writeNumberField("started", heartbeat.started());
          json.writeNumberField("started_from", heartbeat.startedFrom());
          json.writeNumberField("processed_to", heartbeat.processedTo());
          json.writeBooleanField("settled", heartbeat.settled());
          json.writeNumberField("retired", heartbeat.retired().epochMillis());
          json.writeNumberField("stragglers", heartbeat.stragglers());
          json.writeEndObject();
        });
  }

  /**
   * Reads one record of the topic.
   *
   * @param value null for a tombstone
   * @throws IOException if it is no record of this view's speed topic
   */
  public void read(byte[] recordKey, byte[] value, Reader reader) throws IOException {
    if (recordKey == null || recordKey.length == 0) {
      throw new IOException("a speed record without a key");
    }
    if (recordKey[0] == '{') {
      if (value != null) {
        reader.heartbeat(readHeartbeat(value));
      }
      return;
    }
    long epoch;
    Object[] key = new Object[keyTypes.length];
    try (JsonParser json = JSON.createParser(recordKey)) {
      expect(json.nextToken(), JsonToken.START_ARRAY, json);
      expect(json.nextToken(), JsonToken.VALUE_NUMBER_INT, json);
      epoch = json.getLongValue();
      for (int i = 0; i < keyTypes.length; i++) {
        json.nextToken();
        key[i] = JsonValues.read(json, keyTypes[i]);
      }
      expect(json.nextToken(), JsonToken.END_ARRAY, json);
    }
    if (value == null) {
      reader.upsert(new SpeedUpsert(new Version(0, 0), epoch, key, Long.MIN_VALUE, null));
    } else {
      reader.upsert(readUpsert(epoch, key, value));
    }
  }

  private SpeedUpsert readUpsert(long epoch, Object[] key, byte[] value) throws IOException {
    long generation = 0;
    long events = 0;
    long appendTime = Long.MIN_VALUE;
    Object[] states = null;
    try (JsonParser json = JSON.createParser(value)) {
      expect(json.nextToken(), JsonToken.START_OBJECT, json);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "generation" -> generation = json.getLongValue();
          case "events" -> events = json.getLongValue();
          case "append_time" -> appendTime = json.getLongValue();
          case "states" -> states = readStates(json);
          default -> json.skipChildren();
        }
      }
    }
    if (states == null) {
      throw new IOException("a speed upsert without states");
    }
    return new SpeedUpsert(new Version(generation, events), epoch, key, appendTime, states);
  }

  private Object[] readStates(JsonParser json) throws IOException {
    expect(json.currentToken(), JsonToken.START_OBJECT, json);
    Object[] states = new Object[stateColumns.size()];
    for (int i = 0; i < states.length; i++) {
      StateColumn column = stateColumns.get(i);
      expect(json.nextToken(), JsonToken.FIELD_NAME, json);
      if (!json.currentName().equals(column.name())) {
        throw new IOException(
            "state " + json.currentName() + " where " + column.name() + " belongs");
      }
      json.nextToken();
      states[i] = JsonValues.read(json, column.type());
    }
    expect(json.nextToken(), JsonToken.END_OBJECT, json);
    return states;
  }

  private static SpeedHeartbeat readHeartbeat(byte[] value) throws IOException {
    long generation = 0;
    int subtask = 0;
    int parallelism = 1;
    int partitions = 1;
    long started = 0;
    long startedFrom = Long.MIN_VALUE;
    long processedTo = Long.MIN_VALUE;
    boolean settled = false;
    Frontier retired = Frontier.NONE;
    long stragglers = 0;
    try (JsonParser json = JSON.createParser(value)) {
      expect(json.nextToken(), JsonToken.START_OBJECT, json);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "generation" -> generation = json.getLongValue();
          case "subtask" -> subtask = json.getIntValue();
          case "parallelism" -> parallelism = json.getIntValue();
          case "partitions" -> partitions = json.getIntValue();
          case "started" -> started = json.getLongValue();
          case "started_from" -> startedFrom = json.getLongValue();
          case "processed_to" -> processedTo = json.getLongValue();
          case "settled" -> settled = json.getBooleanValue();
          case "retired" -> retired = new Frontier(json.getLongValue());
          case "stragglers" -> stragglers = json.getLongValue();
          default -> json.skipChildren();
        }
      }
    }
    return new SpeedHeartbeat(
        generation,
        started,
        subtask,
        parallelism,
        partitions,
        startedFrom,
        processedTo,
        settled,
        retired,
        stragglers);
  }

  private static void expect(JsonToken actual, JsonToken expected, JsonParser json)
      throws IOException {
    if (actual != expected) {
      throw new IOException(
          "speed record: "
              + actual
              + " where "
              + expected
              + " belongs, at "
              + json.currentLocation());
    }
  }

  @FunctionalInterface
  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private static byte[] write(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      body.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
