package dev.braid.launcher.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.braid.project.CompiledProject;
import dev.braid.project.ProjectCompiler;
import dev.braid.project.ViewDefinition;
import dev.braid.source.EventDecoder;
import dev.braid.source.Source;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed extract and the quick start's project, which must fit each other. */
class FlightsTest {
  private static final Path QUICKSTART = Path.of("..", "quickstart");
  private static final Path EXTRACT = QUICKSTART.resolve("data/flights.parquet");
  private static final int SOME = 5_000;

  @TempDir Path folder;

  @Test
  void everyEventFitsTheSource() throws Exception {
    CompiledProject project = ProjectCompiler.compile(QUICKSTART, folder);
    Source source = project.source("flights");
    EventDecoder decoder = new EventDecoder(source);
    Object[] row = new Object[source.columns().size()];
    List<Long> ids = new ArrayList<>();
    try (Flights flights = Flights.open(EXTRACT, SOME)) {
      flights.forEachEvent(
          event -> {
            assertThat(decoder.decode(event, row)).isNull();
            ids.add((Long) row[0]);
          });
    }
    assertThat(ids).hasSize(SOME).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void theProofNamesTheViewsAndTheirColumns() throws Exception {
    CompiledProject project = ProjectCompiler.compile(QUICKSTART, folder);
    try (Flights flights = Flights.open(EXTRACT, SOME)) {
      assertThat(flights.count()).isEqualTo(SOME);
      for (ViewDefinition view : project.views()) {
        flights.computeExpected(
            view.name(), QUICKSTART.resolve("proof").resolve(view.name() + ".sql"));
        List<String> columns = view.plan().outputs().stream().map(c -> c.name()).toList();
        String key = view.plan().keys().get(0).name();
        String value = flights.expectedValues(view.name(), key).get(0);
        assertThat(flights.expectedRows(view.name(), columns, key, value)).isNotEmpty();
      }
      assertThat(flights.expectedEvents("route_days")).isEqualTo(SOME);
      assertThat(flights.expectedEvents("long_delays")).isBetween(1L, (long) SOME - 1);
    }
  }

  @Test
  void eventsAndProofSayTheSame() throws Exception {
    List<JsonNode> events = new ArrayList<>();
    try (Flights flights = Flights.open(EXTRACT, 1)) {
      flights.forEachEvent(event -> events.add(read(event)));
      flights.computeExpected("route_days", QUICKSTART.resolve("proof/route_days.sql"));
      JsonNode event = events.get(0);
      Object[] row =
          flights
              .expectedRows(
                  "route_days",
                  List.of("day", "flights", "delay_minutes"),
                  "origin",
                  event.path("origin").asText())
              .get(0);
      assertThat(row[0])
          .isEqualTo(
              LocalDateTime.parse(event.path("departure").asText()).toLocalDate().atStartOfDay());
      assertThat(((Number) row[2]).longValue()).isEqualTo(event.path("delay").asLong());
    }
  }

  private static JsonNode read(byte[] event) {
    try {
      return new ObjectMapper().readTree(event);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
