package dev.braid.speed.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.contract.ViewCase;
import dev.braid.contract.ViewCases;
import dev.braid.source.Column;
import dev.braid.type.Binary;
import dev.braid.type.DataType;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class ValuesCodecTest {
  @Test
  void everyHardValueComesBack() throws IOException {
    ViewCase any = ViewCases.all().get(0);
    ValuesCodec codec = new ValuesCodec(any.source().columns().stream().map(Column::type).toList());
    for (Object[] event : any.events()) {
      DataOutputSerializer out = new DataOutputSerializer(64);
      codec.write(event, out);
      DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
      assertThat(codec.read(in)).isEqualTo(event);
      assertThat(in.available()).isZero();
    }
  }

  @Test
  void everyTypeComesBack() throws IOException {
    ValuesCodec codec =
        new ValuesCodec(
            List.of(
                DataType.SMALLINT,
                DataType.REAL,
                DataType.VARBINARY,
                DataType.TIMESTAMP_TZ,
                DataType.timestampIn("Europe/Berlin")));
    Object[] none = new Object[5];
    Object[] least = {Short.MIN_VALUE, Float.NaN, Binary.of(new byte[0]), -1L, Long.MIN_VALUE};
    Object[] most = {
      Short.MAX_VALUE, -0.0f, Binary.ofHex("00ff80"), 253402300799999999L, Long.MAX_VALUE
    };
    for (Object[] values : List.of(none, least, most)) {
      DataOutputSerializer out = new DataOutputSerializer(64);
      codec.write(values, out);
      assertThat(codec.read(new DataInputDeserializer(out.getCopyOfBuffer()))).isEqualTo(values);
    }
  }

  @Test
  void anArrayIsNeverStored() {
    DataType type = DataType.array(DataType.DOUBLE);
    ValuesCodec codec = new ValuesCodec(List.of(type));
    assertThatThrownBy(() -> codec.write(new Object[] {List.of(1.0)}, new DataOutputSerializer(64)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ARRAY");
  }

  @Test
  void longTextComesBack() throws IOException {
    ValuesCodec codec = new ValuesCodec(List.of(DataType.VARCHAR));
    Object[] values = {"ß".repeat(1_000_000)};
    DataOutputSerializer out = new DataOutputSerializer(64);
    codec.write(values, out);
    assertThat(codec.read(new DataInputDeserializer(out.getCopyOfBuffer()))).isEqualTo(values);
  }

  @Test
  void damagedBytesAreAnErrorAndNotAFullMemory() {
    ValuesCodec codec = new ValuesCodec(List.of(DataType.VARCHAR));
    byte[] endless = new byte[20];
    Arrays.fill(endless, (byte) 0xFF);
    byte[] huge = {1, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7, 0};
    for (byte[] damaged : List.of(endless, huge)) {
      assertThatThrownBy(() -> codec.read(new DataInputDeserializer(damaged)))
          .isInstanceOf(IOException.class);
    }
  }
}
