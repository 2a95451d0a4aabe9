package dev.braid.aggregate;

import dev.braid.type.Binary;
import dev.braid.type.DataType;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Values within the bytes of a state: numbers in network order, of fixed width; text (UTF-8), bytes
 * and a DECIMAL's unscaled number after their length.
 */
final class ValueBytes {
  private ValueBytes() {}

  /** What {@link #write} takes for a value at most. */
  static StateSize size(DataType type) {
    StateSize kept = StateSize.of(type);
    return switch (type.kind()) {
      case DECIMAL -> {
        int bits = BigInteger.TEN.pow(type.precision()).bitLength();
        yield StateSize.atMost(Integer.BYTES + bits / Byte.SIZE + 1);
      }
      case VARCHAR, VARBINARY -> StateSize.atMost(Integer.BYTES).plus(kept);
      default -> kept;
    };
  }

  static void write(DataOutputStream out, DataType type, Object value) throws IOException {
    switch (type.kind()) {
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      case SMALLINT -> out.writeShort((Short) value);
      case INTEGER, DATE -> out.writeInt((Integer) value);
      case BIGINT, TIMESTAMP, TIMESTAMP_TZ -> out.writeLong((Long) value);
      case REAL -> out.writeFloat((Float) value);
      case DOUBLE -> out.writeDouble((Double) value);
      case DECIMAL -> writeBytes(out, ((BigDecimal) value).unscaledValue().toByteArray());
      case VARCHAR -> writeBytes(out, ((String) value).getBytes(StandardCharsets.UTF_8));
      case VARBINARY -> writeBytes(out, ((Binary) value).bytes());
      case ARRAY, MAP -> throw new IllegalStateException("no state holds a " + type);
    }
  }

  static Object read(DataInputStream in, DataType type) throws IOException {
    return switch (type.kind()) {
      case BOOLEAN -> in.readBoolean();
      case SMALLINT -> in.readShort();
      case INTEGER, DATE -> in.readInt();
      case BIGINT, TIMESTAMP, TIMESTAMP_TZ -> in.readLong();
      case REAL -> in.readFloat();
      case DOUBLE -> in.readDouble();
      case DECIMAL -> new BigDecimal(new BigInteger(readBytes(in)), type.scale());
      case VARCHAR -> new String(readBytes(in), StandardCharsets.UTF_8);
      case VARBINARY -> Binary.of(readBytes(in));
      case ARRAY, MAP -> throw new IllegalStateException("no state holds a " + type);
    };
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("%d bytes of %d".formatted(bytes.length, length));
    }
    return bytes;
  }
}
