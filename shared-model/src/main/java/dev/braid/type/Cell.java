package dev.braid.type;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * One value, without a box if its type has a fixed width; canonical: -0.0 is 0.0, and there is one
 * NaN. Cells of one type are equal as group keys are. Mutable; one thread's.
 */
public final class Cell {
  private boolean isNull = true;

  /** A long, a double's bits, or a boolean as 1 or 0. */
  private long bits;

  private Object object;

  /** New cells, all NULL. */
  public static Cell[] row(int width) {
    Cell[] cells = new Cell[width];
    for (int i = 0; i < width; i++) {
      cells[i] = new Cell();
    }
    return cells;
  }

  /** New cells with values in their types' Java form. */
  public static Cell[] row(List<DataType> types, Object... values) {
    Cell[] cells = row(values.length);
    for (int i = 0; i < values.length; i++) {
      cells[i].set(types.get(i), values[i]);
    }
    return cells;
  }

  public void setNull() {
    put(true, 0, null);
  }

  public void setLong(long value) {
    put(false, value, null);
  }

  public void setDouble(double value) {
    put(false, Double.doubleToLongBits(value + 0.0), null);
  }

  public void setBoolean(boolean value) {
    put(false, value ? 1 : 0, null);
  }

  /** A value in its type's Java form. */
  public void set(DataType type, Object value) {
    if (value == null) {
      setNull();
      return;
    }
    switch (type.carrier()) {
      case LONG -> setLong(((Number) value).longValue());
      case DOUBLE -> setDouble(((Number) value).doubleValue());
      case BOOLEAN -> setBoolean((Boolean) value);
      case OBJECT -> put(false, 0, value);
    }
  }

  public void set(Cell other) {
    put(other.isNull, other.bits, other.object);
  }

  private void put(boolean newIsNull, long newBits, Object newObject) {
    isNull = newIsNull;
    bits = newBits;
    object = newObject;
  }

  public boolean isNull() {
    return isNull;
  }

  /** 0 if NULL. */
  public long getLong() {
    return bits;
  }

  /** 0 if NULL. */
  public double getDouble() {
    return Double.longBitsToDouble(bits);
  }

  /** False if NULL. */
  public boolean getBoolean() {
    return bits != 0;
  }

  /** The value in its type's Java form. */
  public Object get(DataType type) {
    if (isNull) {
      return null;
    }
    return switch (type.carrier()) {
      case LONG -> Values.boxed(type, bits);
      case DOUBLE -> Values.boxed(type, getDouble());
      case BOOLEAN -> getBoolean();
      case OBJECT -> object;
    };
  }

  /** A number as the nearest DOUBLE. */
  public double number(DataType type) {
    return switch (type.carrier()) {
      case LONG -> bits;
      case DOUBLE -> getDouble();
      case BOOLEAN -> throw new IllegalArgumentException("no number: " + type);
      case OBJECT -> ((BigDecimal) object).doubleValue();
    };
  }

  /** As {@link Values#compare}; neither is NULL. */
  public int compare(DataType type, Cell other) {
    return switch (type.carrier()) {
      case LONG, BOOLEAN -> Long.compare(bits, other.bits);
      case DOUBLE -> Double.compare(getDouble(), other.getDouble());
      case OBJECT -> Values.compare(type, object, other.object);
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cell that
        && bits == that.bits
        && isNull == that.isNull
        && Objects.equals(object, that.object);
  }

  @Override
  public int hashCode() {
    return object == null ? Long.hashCode(bits) : object.hashCode();
  }
}
