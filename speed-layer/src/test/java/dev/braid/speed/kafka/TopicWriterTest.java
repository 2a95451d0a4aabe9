package dev.braid.speed.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.speed.codec.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class TopicWriterTest {
  private static final KafkaSinkContext FOUR_PARTITIONS =
      new KafkaSinkContext() {
        @Override
        public int getParallelInstanceId() {
          return 0;
        }

        @Override
        public int getNumberOfParallelInstances() {
          return 1;
        }

        @Override
        public int[] getPartitionsForTopic(String topic) {
          return new int[] {0, 1, 2, 3};
        }
      };

  @Test
  void recordsOfOneRouteGoToOnePartitionWhateverTheirKeys() {
    for (int route = 0; route < 20; route++) {
      String to = "group " + route;
      assertThat(
              IntStream.range(0, 50)
                  .mapToObj(epoch -> write("[" + epoch + "]", to).partition())
                  .collect(Collectors.toSet()))
          .hasSize(1);
    }
  }

  @Test
  void routesAreSpread() {
    Map<Integer, Long> used =
        IntStream.range(0, 400)
            .mapToObj(route -> write("key", "group " + route).partition())
            .collect(Collectors.groupingBy(partition -> partition, Collectors.counting()));
    assertThat(used).hasSize(4);
    assertThat(used.values()).allMatch(count -> count > 50);
  }

  @Test
  void aRecordMaySayWhereItGoes() {
    for (int partition = 0; partition < 4; partition++) {
      LogRecord record = new LogRecord(bytes("key"), null, bytes("key"), partition);
      assertThat(new TopicWriter("topic").serialize(record, FOUR_PARTITIONS, null).partition())
          .isEqualTo(partition);
    }
  }

  private static ProducerRecord<byte[], byte[]> write(String key, String route) {
    return new TopicWriter("topic")
        .serialize(new LogRecord(bytes(key), null, bytes(route)), FOUR_PARTITIONS, null);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
