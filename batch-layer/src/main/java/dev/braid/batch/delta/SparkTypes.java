package dev.braid.batch.delta;

import static org.apache.spark.sql.functions.col;

import dev.braid.type.DataType;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/** Braid's types and names in Spark's terms. */
public final class SparkTypes {
  private SparkTypes() {}

  public static org.apache.spark.sql.types.DataType of(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN -> DataTypes.BooleanType;
      case SMALLINT -> DataTypes.ShortType;
      case INTEGER -> DataTypes.IntegerType;
      case BIGINT -> DataTypes.LongType;
      case REAL -> DataTypes.FloatType;
      case DOUBLE -> DataTypes.DoubleType;
      case DECIMAL -> DataTypes.createDecimalType(type.precision(), type.scale());
      case VARCHAR -> DataTypes.StringType;
      case VARBINARY -> DataTypes.BinaryType;
      case DATE -> DataTypes.DateType;
      case TIMESTAMP, TIMESTAMP_TZ -> DataTypes.TimestampType;
      case ARRAY -> DataTypes.createArrayType(of(type.element()));
      case MAP ->
          DataTypes.createMapType(of(type.parameters().get(0)), of(type.parameters().get(1)));
    };
  }

  /** The column of exactly this name, whatever characters it has. */
  public static Column named(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }
}
