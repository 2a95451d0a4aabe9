package dev.braid.serving.trino;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.braid.project.CompiledProject;
import dev.braid.serving.live.Answers.ViewReport;
import dev.braid.serving.query.ReadView;
import dev.braid.serving.query.RunningQuery;
import io.trino.client.Warning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How fresh what a query reads is, where clients see it: a warning for each view that is degraded
 * or has a warning of its own, and headers for every view.
 *
 * @param headers values by name
 */
record ReadFreshness(List<Warning> warnings, Map<String, List<String>> headers) {
  static final ReadFreshness NONE = new ReadFreshness(List.of(), Map.of());

  /** A client that sends this tag is told of every view, degraded or not, by a warning. */
  static final String TAG = "freshness";

  /** A program that sends this tag gets all of it as JSON, in one warning and no others. */
  static final String JSON_TAG = "freshness-json";

  static final String VIEW_HEADER = "Braid-View";
  static final String GENERATION_HEADER = "Braid-Generation";

  private static final Warning.Code DEGRADED = new Warning.Code(0x1B1D_0001, "DEGRADED");
  private static final Warning.Code WARNING = new Warning.Code(0x1B1D_0002, "VIEW_WARNING");
  private static final Warning.Code FRESHNESS = new Warning.Code(0x1B1D_0003, "FRESHNESS");
  private static final Warning.Code FRESHNESS_JSON =
      new Warning.Code(0x1B1D_0004, "FRESHNESS_JSON");

  private static final ObjectWriter JSON =
      CompiledProject.json().writer().without(SerializationFeature.INDENT_OUTPUT);

  /** The names and the meaning are those of an answer over REST. */
  private record Report(long generation, Map<String, ReadView> views) {}

  static ReadFreshness of(RunningQuery query, Set<String> tags) {
    List<Warning> warnings =
        tags.contains(JSON_TAG) ? List.of(json(query)) : warnings(query, tags.contains(TAG));
    List<String> views = query.views().stream().map(ReadFreshness::header).toList();
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put(GENERATION_HEADER, List.of(Long.toString(query.generation())));
    if (!views.isEmpty()) {
      headers.put(VIEW_HEADER, views);
    }
    return new ReadFreshness(warnings, headers);
  }

  private static Warning json(RunningQuery query) {
    Report report = new Report(query.generation(), ReadView.of(query.views()));
    try {
      return new Warning(FRESHNESS_JSON, JSON.writeValueAsString(report));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Warning> warnings(RunningQuery query, boolean ofEveryView) {
    List<Warning> warnings = new ArrayList<>();
    for (ViewReport view : query.views()) {
      if (ofEveryView) {
        warnings.add(new Warning(FRESHNESS, view.view() + ": " + position(view)));
      }
      if (view.degraded()) {
        warnings.add(new Warning(DEGRADED, view.view() + ": DEGRADED: " + view.reason()));
      }
      for (String warning : view.warnings()) {
        warnings.add(new Warning(WARNING, view.view() + ": warning: " + warning));
      }
    }
    return List.copyOf(warnings);
  }

  private static String position(ViewReport view) {
    Long version = view.position().batchVersion();
    String batch =
        version == null
            ? "no batch view yet"
            : "batch version " + version + " up to " + view.position().frontier();
    Long lag = view.speedLagMillis();
    return batch + ", speed lag " + (lag == null ? "unknown" : lag + " ms");
  }

  /** {@code revenue; frontier="2026-11-25T00:00:00Z"; batch-version=7; speed-lag-ms=120}. */
  private static String header(ViewReport view) {
    StringBuilder text = new StringBuilder(view.view());
    text.append("; frontier=\"").append(view.position().frontier()).append('"');
    if (view.position().batchVersion() != null) {
      text.append("; batch-version=").append(view.position().batchVersion());
    }
    if (view.speedLagMillis() != null) {
      text.append("; speed-lag-ms=").append(view.speedLagMillis());
    }
    if (view.degraded()) {
      text.append("; degraded=\"").append(printable(view.reason())).append('"');
    }
    return text.toString();
  }

  private static String printable(String text) {
    return text.replaceAll("[^\\x20-\\x7E]", "?").replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
