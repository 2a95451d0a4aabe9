package dev.braid.serving.http;

import dev.braid.serving.sql.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.Schema;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * A result as an Arrow stream, in batches of rows. What JSON says beside the rows is in the
 * schema's metadata and in headers, by the same names.
 */
@Component
final class ArrowConverter extends ResultConverter {
  static final String ARROW_VALUE = "application/vnd.apache.arrow.stream";

  private static final int BATCH = 8_192;

  ArrowConverter() {
    super(MediaType.parseMediaType(ARROW_VALUE));
  }

  @Override
  void writeBody(QueryController.Result result, Map<String, String> headers, OutputStream body)
      throws IOException {
    Schema schema = new Schema(result.typed().stream().map(ArrowVectors::field).toList(), headers);
    try (BufferAllocator memory = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(schema, memory);
        ArrowStreamWriter writer = new ArrowStreamWriter(root, null, body)) {
      writer.start();
      for (int from = 0; from < result.values().size(); from += BATCH) {
        int to = Math.min(from + BATCH, result.values().size());
        fill(root, result.typed(), result.values().subList(from, to));
        writer.writeBatch();
      }
      writer.end();
    }
  }

  private static void fill(VectorSchemaRoot root, List<Column> columns, List<List<Object>> rows) {
    root.allocateNew();
    for (int c = 0; c < columns.size(); c++) {
      FieldVector vector = root.getVector(c);
      for (int row = 0; row < rows.size(); row++) {
        ArrowVectors.set(vector, row, columns.get(c).type(), rows.get(row).get(c));
      }
    }
    root.setRowCount(rows.size());
  }
}
