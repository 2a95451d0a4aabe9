package dev.braid.speed.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.braid.log.Frontier;
import dev.braid.project.CompiledProject;
import dev.braid.source.Column;
import dev.braid.source.Source;
import dev.braid.type.DataType;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The types of all that passes between operators or lies in their state; none needs Kryo. */
public final class SpeedTypes {
  public static final TypeInformation<RawEvent> RAW_EVENT =
      new SpeedType<>(RawEvent.class, new RawEventSerializer(""));
  public static final TypeInformation<LogRecord> LOG_RECORD =
      new SpeedType<>(LogRecord.class, new LogRecordSerializer(""));
  public static final TypeInformation<FrontierMove> FRONTIER_MOVE =
      new SpeedType<>(FrontierMove.class, new FrontierMoveSerializer(""));
  public static final TypeInformation<GroupKey> GROUP_KEY =
      new SpeedType<>(GroupKey.class, new GroupKeySerializer(""));

  private SpeedTypes() {}

  public static TypeInformation<DecodedEvent> decodedEvent(Source source) {
    try {
      String types =
          CompiledProject.json()
              .writeValueAsString(source.columns().stream().map(Column::type).toList());
      return new SpeedType<>(DecodedEvent.class, new DecodedEventSerializer(types));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("types without a JSON form", e);
    }
  }

  public static TypeInformation<Partial> partial(ViewCodec codec) {
    return new SpeedType<>(Partial.class, new PartialSerializer(codec.planJson()));
  }

  public static TypeInformation<Totals> totals(ViewCodec codec) {
    return new SpeedType<>(Totals.class, new TotalsSerializer(codec.planJson()));
  }

  /** Stateless. */
  public static final class RawEventSerializer extends SpeedSerializer<RawEvent> {
    private static final long serialVersionUID = 1L;

    public RawEventSerializer(String configuration) {
      super(configuration);
    }

    @Override
    public void serialize(RawEvent event, DataOutputView out) throws IOException {
      out.writeInt(event.partition());
      out.writeLong(event.offset());
      out.writeLong(event.appendTime());
      writeNullable(event.value(), out);
    }

    @Override
    public RawEvent deserialize(DataInputView in) throws IOException {
      return new RawEvent(in.readInt(), in.readLong(), in.readLong(), readNullable(in));
    }
  }

  /** Stateless. */
  public static final class LogRecordSerializer extends SpeedSerializer<LogRecord> {
    private static final long serialVersionUID = 1L;

    public LogRecordSerializer(String configuration) {
      super(configuration);
    }

    @Override
    public void serialize(LogRecord event, DataOutputView out) throws IOException {
      ValuesCodec.writeBytes(event.key(), out);
      writeNullable(event.value(), out);
      ValuesCodec.writeBytes(event.route(), out);
      out.writeInt(event.partition());
    }

    @Override
    public LogRecord deserialize(DataInputView in) throws IOException {
      return new LogRecord(
          ValuesCodec.readBytes(in), readNullable(in), ValuesCodec.readBytes(in), in.readInt());
    }
  }

  /** Stateless. */
  public static final class FrontierMoveSerializer extends SpeedSerializer<FrontierMove> {
    private static final long serialVersionUID = 1L;

    public FrontierMoveSerializer(String configuration) {
      super(configuration);
    }

    @Override
    public void serialize(FrontierMove move, DataOutputView out) throws IOException {
      out.writeUTF(move.viewKey());
      out.writeLong(move.frontier().epochMillis());
      out.writeLong(move.previousFrontier().epochMillis());
    }

    @Override
    public FrontierMove deserialize(DataInputView in) throws IOException {
      return new FrontierMove(
          in.readUTF(), new Frontier(in.readLong()), new Frontier(in.readLong()));
    }
  }

  /** Stateless. */
  public static final class GroupKeySerializer extends SpeedSerializer<GroupKey> {
    private static final long serialVersionUID = 1L;

    public GroupKeySerializer(String configuration) {
      super(configuration);
    }

    @Override
    public void serialize(GroupKey key, DataOutputView out) throws IOException {
      ValuesCodec.writeBytes(key.bytes(), out);
    }

    @Override
    public GroupKey deserialize(DataInputView in) throws IOException {
      return new GroupKey(ValuesCodec.readBytes(in));
    }
  }

  /** Configured by the columns' types, a JSON array. */
  public static final class DecodedEventSerializer extends SpeedSerializer<DecodedEvent> {
    private static final long serialVersionUID = 1L;

    private final ValuesCodec row;

    public DecodedEventSerializer(String configuration) {
      super(configuration);
      try {
        this.row =
            new ValuesCodec(
                List.of(CompiledProject.json().readValue(configuration, DataType[].class)));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("no column types: " + configuration, e);
      }
    }

    @Override
    public boolean isImmutableType() {
      return false;
    }

    @Override
    public DecodedEvent copy(DecodedEvent from) {
      return new DecodedEvent(from.appendTime(), from.row().clone());
    }

    @Override
    public void serialize(DecodedEvent event, DataOutputView out) throws IOException {
      out.writeLong(event.appendTime());
      row.write(event.row(), out);
    }

    @Override
    public DecodedEvent deserialize(DataInputView in) throws IOException {
      return new DecodedEvent(in.readLong(), row.read(in));
    }
  }

  /** Configured by the view's plan. */
  public static final class TotalsSerializer extends SpeedSerializer<Totals> {
    private static final long serialVersionUID = 1L;

    private final ViewCodec codec;

    public TotalsSerializer(String configuration) {
      super(configuration);
      this.codec = new ViewCodec(configuration);
    }

    @Override
    public boolean isImmutableType() {
      return false;
    }

    @Override
    public Totals copy(Totals from) {
      return codec.copy(from);
    }

    @Override
    public void serialize(Totals totals, DataOutputView out) throws IOException {
      codec.writeTotals(totals, out);
    }

    @Override
    public Totals deserialize(DataInputView in) throws IOException {
      return codec.readTotals(in);
    }
  }

  /** Configured by the view's plan. */
  public static final class PartialSerializer extends SpeedSerializer<Partial> {
    private static final long serialVersionUID = 1L;

    private final ViewCodec codec;

    public PartialSerializer(String configuration) {
      super(configuration);
      this.codec = new ViewCodec(configuration);
    }

    @Override
    public boolean isImmutableType() {
      return false;
    }

    @Override
    public Partial copy(Partial from) {
      return new Partial(from.key(), from.epoch(), codec.copy(from.totals()));
    }

    @Override
    public void serialize(Partial partial, DataOutputView out) throws IOException {
      ValuesCodec.writeBytes(partial.key().bytes(), out);
      out.writeLong(partial.epoch());
      codec.writeTotals(partial.totals(), out);
    }

    @Override
    public Partial deserialize(DataInputView in) throws IOException {
      return new Partial(
          new GroupKey(ValuesCodec.readBytes(in)), in.readLong(), codec.readTotals(in));
    }
  }

  private static void writeNullable(byte[] bytes, DataOutputView out) throws IOException {
    out.writeBoolean(bytes != null);
    if (bytes != null) {
      ValuesCodec.writeBytes(bytes, out);
    }
  }

  private static byte[] readNullable(DataInputView in) throws IOException {
    return in.readBoolean() ? ValuesCodec.readBytes(in) : null;
  }
}
