package dev.braid.speed.kafka;

import dev.braid.log.FrontierAnnouncement;
import dev.braid.project.CompiledProject;
import dev.braid.speed.codec.FrontierMove;
import dev.braid.speed.codec.SpeedTypes;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads announcements; what is none is logged and passed over. */
public final class FrontierDeserializer implements KafkaRecordDeserializationSchema<FrontierMove> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(FrontierDeserializer.class);

  /** Empty for a tombstone and for what is no announcement. */
  public static Optional<FrontierAnnouncement> read(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(
          CompiledProject.json().readValue(record.value(), FrontierAnnouncement.class));
    } catch (IOException e) {
      LOG.warn(
          "{}-{} at {} is no frontier announcement: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<FrontierMove> out) {
    read(record).map(FrontierMove::of).ifPresent(out::collect);
  }

  @Override
  public TypeInformation<FrontierMove> getProducedType() {
    return SpeedTypes.FRONTIER_MOVE;
  }
}
