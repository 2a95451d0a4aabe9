package dev.braid.speed.kafka;

import dev.braid.speed.codec.RawEvent;
import dev.braid.speed.codec.SpeedTypes;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes records as they are. Decoding waits for an operator: what throws here restarts the job,
 * meets the same record again, and so on for ever.
 */
final class RawEventDeserializer implements KafkaRecordDeserializationSchema<RawEvent> {
  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawEvent> out) {
    out.collect(
        new RawEvent(record.partition(), record.offset(), record.timestamp(), record.value()));
  }

  @Override
  public TypeInformation<RawEvent> getProducedType() {
    return SpeedTypes.RAW_EVENT;
  }
}
