package dev.braid.serving.trino;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.trino.client.QueryDataJacksonModule;

/** JSON as the protocol's classes are written: only what they annotate. */
final class ProtocolJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(
              MapperFeature.AUTO_DETECT_CREATORS,
              MapperFeature.AUTO_DETECT_FIELDS,
              MapperFeature.AUTO_DETECT_SETTERS,
              MapperFeature.AUTO_DETECT_GETTERS,
              MapperFeature.AUTO_DETECT_IS_GETTERS,
              MapperFeature.USE_GETTERS_AS_SETTERS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          // A message's absent members are left out; a map's NULLs are values.
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .addModule(new Jdk8Module())
          .addModule(new QueryDataJacksonModule())
          .build();

  private ProtocolJson() {}

  static byte[] bytes(Object message) {
    try {
      return JSON.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
