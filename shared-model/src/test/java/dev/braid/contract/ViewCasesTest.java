package dev.braid.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.Golden;
import dev.braid.error.TextFile;
import dev.braid.plan.ViewPlan;
import dev.braid.project.CompiledProject;
import dev.braid.source.EventDecoder;
import dev.braid.view.sql.ViewSqlCompiler;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ViewCasesTest {
  static List<String> names() {
    return ViewCases.NAMES;
  }

  @ParameterizedTest
  @MethodSource("names")
  void planIsWhatTheSqlCompilesTo(String name) throws IOException {
    TextFile sql = new TextFile(name + ".sql", ViewCases.read(name + ".sql"));
    ViewPlan plan = ViewSqlCompiler.compile(sql, List.of(HardEvents.SOURCE));

    String json = CompiledProject.json().writeValueAsString(plan);
    Golden.check(ViewCases.FOLDER + "/" + name + ".json", json + "\n");
    assertThat(CompiledProject.json().readValue(json, ViewPlan.class)).isEqualTo(plan);
  }

  @Test
  void everyEventSurvivesJson() {
    ViewCase any = ViewCases.all().get(0);
    EventDecoder decoder = new EventDecoder(any.source());
    for (Object[] event : any.events()) {
      Object[] row = new Object[event.length];
      assertThat(decoder.decode(any.json(event), row)).isNull();
      assertThat(row).isEqualTo(event);
    }
  }

  @Test
  void everyCaseButTheEmptyOnesHasGroups() {
    for (ViewCase view : ViewCases.all()) {
      boolean empty = List.of("filter_null", "filter_false").contains(view.name());
      assertThat(view.expected().isEmpty()).as(view.name()).isEqualTo(empty);
    }
  }
}
