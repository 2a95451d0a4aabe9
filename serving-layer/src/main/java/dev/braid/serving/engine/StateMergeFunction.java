package dev.braid.serving.engine;

import dev.braid.project.ViewDefinition;
import dev.braid.serving.sql.StateMerge;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBScalarFunctionBuilder;

/** {@link StateMerge} as one of DuckDB's functions. */
final class StateMergeFunction {
  private StateMergeFunction() {}

  static void register(Connection connection, List<ViewDefinition> views) throws SQLException {
    StateMerge merge = new StateMerge(views);
    try (DuckDBScalarFunctionBuilder function = DuckDBFunctions.scalarFunction()) {
      function
          .withName(StateMerge.FUNCTION)
          .withParameters(DuckDBColumnType.VARCHAR, DuckDBColumnType.VARCHAR)
          .withReturnType(DuckDBColumnType.VARCHAR)
          .<String, String, String>withFunction(merge::merged)
          .register(connection);
    }
  }
}
