package cds.cohort.generate;

import cds.knowledge.Problems;
import cds.knowledge.RuleFiles;
import cds.knowledge.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What is drawn of a patient and written of it, ready to be done. */
public final class Model {

  /** The model that comes with the software. */
  public static final String SHIPPED = "cohort/population.yaml";

  private final List<String> types;
  private final int values;
  private final Faults faults;
  private final List<Template> shared;
  private final List<Step> steps;

  private Model(
      List<String> types, int values, Faults faults, List<Template> shared, List<Step> steps) {
    this.types = List.copyOf(types);
    this.values = values;
    this.faults = faults;
    this.shared = List.copyOf(shared);
    this.steps = List.copyOf(steps);
  }

  /** The text of the model that comes with the software. */
  public static String shipped() {
    try (InputStream in =
        Objects.requireNonNull(Model.class.getResourceAsStream("/" + SHIPPED), SHIPPED)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(SHIPPED + " cannot be read", e);
    }
  }

  /**
   * Reads a model.
   *
   * @param file what it is called in messages
   * @param text its YAML
   * @param files the release whose codes and tables it may name
   * @param clean whether all that is marked as dirt is left out
   * @throws ModelRejected with everything that is wrong
   */
  public static Model read(String file, String text, RuleFiles files, boolean clean) {
    List<String> wrong = new ArrayList<>();
    Place place = new Place(wrong, file, "");
    Problems problems = new Problems();
    JsonNode root = Yaml.of(file, text, problems).root();
    problems.found().forEach(problem -> wrong.add(problem.toString()));
    refuse(wrong);
    place.allow(root, Set.of("about", "code-tables", "forms", "shared", "dirt", "steps"));
    Names names = new Names();
    Tables tables = new Tables(files);
    Codes codes = new Codes(files, tables);
    codes.readTables(root.path("code-tables"), place.at("code-tables"));
    Forms forms = new Forms(names, codes);
    forms.read(root.path("forms"), place.at("forms"));
    Faults faults = faults(root.path("dirt"), place.at("dirt"));
    List<Template> shared = shared(root.path("shared"), forms, place.at("shared"));
    StepReader reader = new StepReader(names, new DrawReader(names, tables), forms, clean);
    List<Step> steps = reader.steps(root.path("steps"), place.at("steps"));
    refuse(wrong);
    return new Model(forms.types(), names.count(), clean ? Faults.NONE : faults, shared, steps);
  }

  private static void refuse(List<String> wrong) {
    if (!wrong.isEmpty()) {
      throw new ModelRejected(wrong);
    }
  }

  private static List<Template> shared(JsonNode list, Forms forms, Place place) {
    List<Template> shared = new ArrayList<>();
    for (JsonNode node : list) {
      Place here = place.at(shared.size());
      here.allow(node, Set.of("id", "form", "with"));
      String id = here.text(node, "id");
      String form = here.text(node, "form");
      Map<String, JsonNode> given = new LinkedHashMap<>();
      node.path("with").properties().forEach(one -> given.put(one.getKey(), one.getValue()));
      forms.share(id, form);
      shared.add(forms.template(form, given, id, id, here));
    }
    return shared;
  }

  private static Faults faults(JsonNode node, Place place) {
    place.allow(
        node,
        Set.of("absolute-references", "uuids", "twice", "without-patient", "cut", "of-nobody"));
    String base = "";
    if (node.has("absolute-references")) {
      base = place.at("absolute-references").text(node.path("absolute-references"), "base");
    }
    return new Faults(
        rate(node, "absolute-references", place),
        base,
        rate(node, "uuids", place),
        rate(node, "twice", place),
        rate(node, "without-patient", place),
        perMillion(node, "cut", place),
        perMillion(node, "of-nobody", place));
  }

  private static double rate(JsonNode node, String key, Place place) {
    return node.has(key) ? place.at(key).percent(node.path(key)) : 0;
  }

  private static double perMillion(JsonNode node, String key, Place place) {
    if (!node.has(key)) {
      return 0;
    }
    place.at(key).text(node.path(key), "source");
    return place.at(key).number(node.path(key), "per-million", 0, 1_000_000);
  }

  /** The types of resources that it writes. */
  public List<String> types() {
    return types;
  }

  /** Room for one patient after the other. */
  Scene scene(Days days, List<Lines> lines) {
    return new Scene(values, days, faults, lines);
  }

  /** Writes what all patients share. */
  void shared(Scene scene, List<Lines> lines, long seed) {
    scene.patient(seed, 0);
    for (Template template : shared) {
      Lines out = lines.get(template.type());
      template.write(scene, out);
      out.end();
    }
  }

  /** Draws and writes a patient, by its number from 1. */
  void patient(Scene scene, long seed, long number) {
    scene.patient(seed, number);
    steps.forEach(step -> step.take(scene));
  }
}
