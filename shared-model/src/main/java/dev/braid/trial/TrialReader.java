package dev.braid.trial;

import dev.braid.error.Place;
import dev.braid.error.ProjectErrors;
import dev.braid.error.TextFile;
import dev.braid.plan.OutputColumn;
import dev.braid.project.CompiledProject;
import dev.braid.project.Problems;
import dev.braid.project.ProjectFiles;
import dev.braid.project.ProjectFiles.Declaration;
import dev.braid.project.ViewDefinition;
import dev.braid.source.Rejection;
import dev.braid.type.DataType;
import dev.braid.yaml.YamlJson;
import dev.braid.yaml.YamlMapping;
import dev.braid.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads the cases of {@code tests/<name>.yml}. Needs the YAML library on the classpath, so no layer
 * calls it.
 */
public final class TrialReader {
  private static final String FOLDER = "tests";
  private static final String ENDING = ".yml";
  private static final String EVENTS_EXAMPLE = "events: [{id: 1, amount: 10.00}]";
  private static final String EXPECT_EXAMPLE = "expect: [] if there must be no row";

  private final CompiledProject project;
  private final Problems problems = new Problems();
  private final List<Trial> trials = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private TrialReader(CompiledProject project) {
    this.project = project;
  }

  /**
   * All cases of a project, file by file.
   *
   * @throws dev.braid.error.BraidException with every error found, each with its place; or that
   *     there is no case
   */
  public static List<Trial> read(Path projectFolder, CompiledProject project) {
    TrialReader reader = new TrialReader(project);
    ProjectFiles files = new ProjectFiles(projectFolder);
    List<Declaration> declarations =
        reader.problems.attempt(() -> files.find(FOLDER, ENDING)).orElseGet(List::of);
    for (Declaration declaration : declarations) {
      reader
          .problems
          .attempt(() -> ProjectFiles.read(declaration))
          .ifPresent(file -> reader.read(declaration.name(), file));
    }
    reader.problems.throwIfAny();
    if (reader.trials.isEmpty()) {
      throw reader.noTests();
    }
    return reader.trials;
  }

  private RuntimeException noTests() {
    ViewDefinition first = project.views().get(0);
    String columns =
        first.plan().outputs().stream()
            .map(output -> output.name() + ": …")
            .collect(Collectors.joining(", "));
    return ProjectErrors.noTests(first.name(), columns);
  }

  private void read(String fileName, TextFile file) {
    Optional<YamlNode> root = problems.attempt(() -> YamlNode.parse(file));
    Optional<YamlMapping> any = root.flatMap(node -> problems.attempt(node::anyMapping));
    if (any.isEmpty()) {
      return;
    }
    if (any.get().find("cases").isEmpty()) {
      problems
          .attempt(
              () ->
                  root.get()
                      .mapping("view", "description", "events", "expect", "rejected", "tolerance"))
          .ifPresent(
              one -> {
                Optional<ViewDefinition> view = problems.attempt(() -> view(one, fileName));
                String title = problems.attempt(() -> description(one)).orElse("");
                read(view, title, one);
              });
      return;
    }
    problems
        .attempt(() -> root.get().mapping("view", "description", "cases"))
        .ifPresent(all -> readCases(fileName, all));
  }

  private void readCases(String fileName, YamlMapping all) {
    problems.attempt(() -> description(all));
    List<YamlMapping> cases = new ArrayList<>();
    for (YamlNode item :
        problems.attempt(() -> all.values().get("cases").items()).orElse(List.of())) {
      problems
          .attempt(
              () ->
                  item.mapping(
                      "name", "view", "description", "events", "expect", "rejected", "tolerance"))
          .ifPresent(cases::add);
    }
    boolean askedFor =
        all.find("view").isPresent() || cases.stream().anyMatch(one -> one.find("view").isEmpty());
    Optional<ViewDefinition> ofFile =
        askedFor ? problems.attempt(() -> view(all, fileName)) : Optional.empty();
    for (YamlMapping one : cases) {
      // Without a name its place stands in, so that no second error follows from the first.
      String name =
          problems
              .attempt(() -> one.require("name", "name: refunds").text())
              .orElseGet(() -> one.place().location().toString());
      problems.attempt(() -> description(one));
      read(
          one.find("view").isPresent() ? problems.attempt(() -> view(one, fileName)) : ofFile,
          name,
          one);
    }
  }

  private static String description(YamlMapping yaml) {
    return yaml.find("description").map(YamlNode::text).orElse("");
  }

  private ViewDefinition view(YamlMapping yaml, String fileName) {
    List<String> known = project.views().stream().map(ViewDefinition::name).toList();
    Optional<YamlNode> written = yaml.find("view");
    String name = written.map(YamlNode::text).orElse(fileName);
    return project.views().stream()
        .filter(view -> view.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                written
                    .map(node -> ProjectErrors.unknownView(node.place(), name, known))
                    .orElseGet(() -> ProjectErrors.unnamedView(yaml.place(), name, known)));
  }

  /** What hangs on the view is not read if there is none; its absence is a problem already. */
  private void read(Optional<ViewDefinition> ofView, String title, YamlMapping one) {
    Optional<List<byte[]>> events =
        problems.attempt(() -> one.require("events", EVENTS_EXAMPLE).items()).flatMap(this::events);
    Optional<YamlNode> expect = problems.attempt(() -> one.require("expect", EXPECT_EXAMPLE));
    Optional<List<String>> rejected =
        one.find("rejected").map(this::rejected).orElse(Optional.of(List.of()));
    if (ofView.isEmpty()) {
      return;
    }
    ViewDefinition view = ofView.get();
    Optional<ExpectedRows> expected =
        expect.flatMap(node -> new ExpectedRowsReader(view.plan(), problems).read(node));
    Optional<Tolerance> tolerance =
        problems.attempt(
            () ->
                one.find("tolerance")
                    .map(node -> tolerance(node, view.plan().outputs()))
                    .orElse(Tolerance.DEFAULT));
    if (events.isEmpty() || expected.isEmpty() || rejected.isEmpty() || tolerance.isEmpty()) {
      return;
    }
    add(
        one,
        new Trial(
            one.place().location(),
            title,
            view,
            events.get(),
            expected.get(),
            rejected.get(),
            tolerance.get()));
  }

  private void add(YamlMapping one, Trial trial) {
    if (!names.add(trial.name())) {
      Place place =
          one.find("name")
              .or(() -> one.find("description"))
              .map(YamlNode::place)
              .orElse(one.place());
      problems.attempt(
          () -> {
            throw ProjectErrors.duplicateCase(place, trial.name());
          });
    }
    trials.add(trial);
  }

  private Optional<List<byte[]>> events(List<YamlNode> items) {
    List<byte[]> events = new ArrayList<>();
    for (YamlNode item : items) {
      problems.attempt(() -> event(item)).ifPresent(events::add);
    }
    return events.size() == items.size() ? Optional.of(events) : Optional.empty();
  }

  private static byte[] event(YamlNode item) {
    if (item.isMapping()) {
      return YamlJson.of(item);
    }
    if (item.isList() || item.isNull() || item.isNumber() || item.isTruth()) {
      throw item.wrong("the fields of an event, or its raw text in quotes");
    }
    return item.text().getBytes(StandardCharsets.UTF_8);
  }

  private Optional<List<String>> rejected(YamlNode node) {
    Optional<List<YamlNode>> items = problems.attempt(node::list);
    List<String> codes = new ArrayList<>();
    for (YamlNode item : items.orElseGet(List::of)) {
      problems.attempt(() -> code(item)).ifPresent(codes::add);
    }
    return items.filter(all -> all.size() == codes.size()).map(all -> codes);
  }

  private static String code(YamlNode item) {
    String code = item.text();
    if (!Rejection.CODES.contains(code)) {
      throw ProjectErrors.unknownRejection(item.place(), code, Rejection.CODES);
    }
    return code;
  }

  private static Tolerance tolerance(YamlNode node, List<OutputColumn> outputs) {
    if (!node.isMapping()) {
      return new Tolerance(part(node), Map.of());
    }
    YamlMapping yaml = node.anyMapping();
    List<String> known = outputs.stream().map(OutputColumn::name).toList();
    Map<String, Double> byColumn = new TreeMap<>();
    yaml.values()
        .forEach(
            (name, value) -> {
              if (!known.contains(name)) {
                throw ProjectErrors.noSuchOutput(yaml.placeOf(name), name, known);
              }
              DataType type = outputs.get(known.indexOf(name)).type();
              if (!isOfNumbers(type)) {
                throw ProjectErrors.toleranceOfNoNumber(yaml.placeOf(name), name, type);
              }
              byColumn.put(name, part(value));
            });
    return new Tolerance(Tolerance.DEFAULT.floating(), byColumn);
  }

  private static boolean isOfNumbers(DataType type) {
    return switch (type.kind()) {
      case ARRAY -> isOfNumbers(type.element());
      case MAP -> isOfNumbers(type.parameters().get(1));
      default -> type.isNumeric();
    };
  }

  private static double part(YamlNode node) {
    String text = node.scalarText();
    try {
      double part = Double.parseDouble(text);
      if (part >= 0 && part < 1) {
        return part;
      }
      throw ProjectErrors.badTolerance(node.place(), text);
    } catch (NumberFormatException e) {
      throw ProjectErrors.badTolerance(node.place(), "'" + text + "'");
    }
  }
}
