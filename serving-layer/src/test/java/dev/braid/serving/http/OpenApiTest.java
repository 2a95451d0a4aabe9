package dev.braid.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import dev.braid.serving.query.ReadView;
import dev.braid.serving.tail.BatchTable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** The document in the resources says what the controllers do. */
class OpenApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Another protocol, described by those who made it. */
  private static final String TRINO = "/v1/statement";

  private static final Map<String, Class<?>> SCHEMAS =
      Map.ofEntries(
          Map.entry("Query", QueryController.Query.class),
          Map.entry("Result", QueryController.Result.class),
          Map.entry("ResultColumn", QueryController.ResultColumn.class),
          Map.entry("ReadView", ReadView.class),
          Map.entry("QueryList", QueriesController.QueryList.class),
          Map.entry("ListedQuery", QueriesController.ListedQuery.class),
          Map.entry("Views", ViewsController.Views.class),
          Map.entry("View", ViewsController.View.class),
          Map.entry("Column", ViewShape.Column.class),
          Map.entry("State", ViewShape.State.class),
          Map.entry("BatchSize", BatchTable.Size.class),
          Map.entry("BatchCommitted", ViewsController.BatchCommitted.class),
          Map.entry("Status", StatusController.Status.class),
          Map.entry("NextGeneration", StatusController.NextGeneration.class),
          Map.entry("LastSwap", StatusController.LastSwap.class),
          Map.entry("ViewStanding", StatusController.ViewStanding.class));

  private static JsonNode document;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream file = OpenApiTest.class.getResourceAsStream("/static/v1/openapi.json")) {
      document = JSON.readTree(file);
    }
  }

  @Test
  void itHasTheRoutesThatAreMapped() {
    Set<String> documented = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(verb -> documented.add(verb + " " + path.getKey())));
    assertThat(documented).isEqualTo(mapped());
  }

  private static Set<String> mapped() {
    Set<String> routes = new TreeSet<>();
    for (Class<?> part : HttpServer.Application.class.getAnnotation(Import.class).value()) {
      for (Method method : part.getDeclaredMethods()) {
        RequestMapping mapping =
            AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        if (mapping != null) {
          for (String path : mapping.path()) {
            for (RequestMethod verb : mapping.method()) {
              if (!path.startsWith(TRINO)) {
                routes.add(verb.name().toLowerCase(Locale.ROOT) + " " + path);
              }
            }
          }
        }
      }
    }
    return routes;
  }

  @Test
  void itsSchemasHaveTheFieldsThatAreWritten() {
    JsonNode schemas = document.path("components").path("schemas");
    SCHEMAS.forEach(
        (name, type) -> assertThat(fields(schemas.path(name))).as(name).isEqualTo(fields(type)));
    Set<String> details = new TreeSet<>();
    schemas.path("ViewDetails").path("allOf").forEach(part -> details.addAll(fields(part)));
    Set<String> written = new TreeSet<>(fields(ViewsController.ViewDetails.class));
    written.remove("view");
    assertThat(details).isEqualTo(written);
  }

  private static Set<String> fields(JsonNode schema) {
    Set<String> fields = new TreeSet<>();
    schema.path("properties").fieldNames().forEachRemaining(fields::add);
    return fields;
  }

  private static Set<String> fields(Class<?> type) {
    BeanDescription bean =
        JSON.getSerializationConfig().introspect(JSON.getTypeFactory().constructType(type));
    Set<String> fields = new TreeSet<>();
    bean.findProperties().stream().map(BeanPropertyDefinition::getName).forEach(fields::add);
    return fields;
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    assertThat(document.findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(
            reference ->
                assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
  }
}
