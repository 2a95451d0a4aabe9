package dev.braid.speed.codec;

import dev.braid.type.Binary;
import dev.braid.type.DataType;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Values of fixed types as compact bytes: a bit for each NULL, then the others one after another.
 * Equal canonical values give equal bytes. Immutable and safe to share.
 */
public final class ValuesCodec implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A damaged length must end in an error at the end of the data, not fill the memory first. */
  private static final int MAX_TRUSTED_LENGTH = 1 << 16;

  private final DataType.Kind[] kinds;
  private final int[] scales;

  public ValuesCodec(List<DataType> types) {
    this.kinds = types.stream().map(DataType::kind).toArray(DataType.Kind[]::new);
    this.scales = types.stream().mapToInt(DataType::scale).toArray();
  }

  public void write(Object[] values, DataOutputView out) throws IOException {
    for (int start = 0; start < kinds.length; start += 8) {
      int present = 0;
      for (int i = start; i < Math.min(start + 8, kinds.length); i++) {
        if (values[i] != null) {
          present |= 1 << (i - start);
        }
      }
      out.writeByte(present);
    }
    for (int i = 0; i < kinds.length; i++) {
      if (values[i] != null) {
        writeValue(kinds[i], values[i], out);
      }
    }
  }

  public Object[] read(DataInputView in) throws IOException {
    Object[] values = new Object[kinds.length];
    int[] present = new int[(kinds.length + 7) / 8];
    for (int i = 0; i < present.length; i++) {
      present[i] = in.readUnsignedByte();
    }
    for (int i = 0; i < kinds.length; i++) {
      if ((present[i / 8] & 1 << (i % 8)) != 0) {
        values[i] = readValue(kinds[i], scales[i], in);
      }
    }
    return values;
  }

  private static void writeValue(DataType.Kind kind, Object value, DataOutputView out)
      throws IOException {
    switch (kind) {
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      case SMALLINT -> writeSigned((Short) value, out);
      case INTEGER, DATE -> writeSigned((Integer) value, out);
      case BIGINT, TIMESTAMP, TIMESTAMP_TZ -> writeSigned((Long) value, out);
      case REAL -> out.writeFloat((Float) value);
      case DOUBLE -> out.writeDouble((Double) value);
      case DECIMAL -> writeBytes(((BigDecimal) value).unscaledValue().toByteArray(), out);
      case VARCHAR -> writeBytes(((String) value).getBytes(StandardCharsets.UTF_8), out);
      case VARBINARY -> writeBytes(((Binary) value).bytes(), out);
      case ARRAY, MAP -> throw neverStored(kind);
    }
  }

  private static Object readValue(DataType.Kind kind, int scale, DataInputView in)
      throws IOException {
    return switch (kind) {
      case BOOLEAN -> in.readBoolean();
      case SMALLINT -> (short) readSigned(in);
      case INTEGER, DATE -> (int) readSigned(in);
      case BIGINT, TIMESTAMP, TIMESTAMP_TZ -> readSigned(in);
      case REAL -> in.readFloat();
      case DOUBLE -> in.readDouble();
      case DECIMAL -> new BigDecimal(new BigInteger(readBytes(in)), scale);
      case VARCHAR -> new String(readBytes(in), StandardCharsets.UTF_8);
      case VARBINARY -> Binary.of(readBytes(in));
      case ARRAY, MAP -> throw neverStored(kind);
    };
  }

  private static IllegalStateException neverStored(DataType.Kind kind) {
    return new IllegalStateException("no column, key or state is of type " + kind);
  }

  static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
    writeUnsigned(bytes.length, out);
    out.write(bytes);
  }

  static byte[] readBytes(DataInputView in) throws IOException {
    long length = readUnsigned(in);
    if (length < 0 || length > Integer.MAX_VALUE) {
      throw new IOException("damaged: " + length + " bytes");
    }
    byte[] bytes = new byte[(int) Math.min(length, MAX_TRUSTED_LENGTH)];
    in.readFully(bytes);
    while (bytes.length < length) {
      int read = bytes.length;
      bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * read));
      in.readFully(bytes, read, bytes.length - read);
    }
    return bytes;
  }

  private static void writeSigned(long value, DataOutputView out) throws IOException {
    writeUnsigned((value << 1) ^ (value >> 63), out);
  }

  private static long readSigned(DataInputView in) throws IOException {
    long folded = readUnsigned(in);
    return (folded >>> 1) ^ -(folded & 1);
  }

  private static void writeUnsigned(long value, DataOutputView out) throws IOException {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  private static long readUnsigned(DataInputView in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = in.readUnsignedByte();
      value |= (next & 0x7FL) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IOException("damaged: a number of more than 64 bits");
  }
}
