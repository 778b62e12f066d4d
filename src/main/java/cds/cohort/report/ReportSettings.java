package cds.cohort.report;

import cds.cohort.report.Spread.Band;
import cds.knowledge.Problems;
import cds.knowledge.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What the report shows: {@code cohort/report.yaml}.
 *
 * @param elements data elements with a column of {@code patients.csv} each
 * @param steps steps of numbers that are made coarse in de-identified results, by element
 * @param small counts below this are not told; 1 tells all
 * @param diagnosed boolean element: who has it on record
 * @param dosing beginnings of ids of rule folders whose findings are problems of doses and orders
 * @param why words for reasons of missing data
 * @param spreads how many patients fall into each band of an element
 * @param response the course of a score on treatment
 */
public record ReportSettings(
    List<String> elements,
    Map<String, BigDecimal> steps,
    int small,
    String diagnosed,
    List<String> dosing,
    Map<String, String> why,
    List<Spread> spreads,
    Response response) {

  private static final String FILE = "cohort/report.yaml";

  /**
   * A score on treatment.
   *
   * @param fall element: fall since before treatment, in per cent
   * @param day element: day of treatment of the newer score
   * @param binWeeks weeks that are shown together
   * @param lastWeek from this week on there is one bin
   * @param reached fall in per cent that counts as a good response
   */
  record Response(String fall, String day, int binWeeks, int lastWeek, int reached) {}

  /** Reads what came with the software. */
  public static ReportSettings load() {
    try (InputStream in = ReportSettings.class.getClassLoader().getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing in the software");
      }
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a text.
   *
   * @throws cds.knowledge.RulesRejected when it is not YAML, or a figure needs an element without a
   *     column
   */
  static ReportSettings of(String text) {
    Problems problems = new Problems();
    JsonNode root = Yaml.of(FILE, text, problems).root();
    problems.refuseIfAny();
    List<String> elements = texts(root.path("elements"));
    ReportSettings settings =
        new ReportSettings(
            elements,
            steps(root.path("deidentify")),
            root.path("small").asInt(1),
            root.path("diagnosed").asString(""),
            texts(root.path("dosing")),
            words(root.path("why")),
            spreads(root.path("spreads")),
            response(root.path("response")));
    for (String needed : settings.needed()) {
      if (!elements.contains(needed)) {
        problems.add(FILE, needed, "elements", "a figure needs it" + nearest(needed, elements));
      }
    }
    problems.refuseIfAny();
    return settings;
  }

  /** The same for de-identified results: no band begins within a step of what was made coarse. */
  ReportSettings coarse() {
    return new ReportSettings(
        elements,
        steps,
        small,
        diagnosed,
        dosing,
        why,
        spreads.stream()
            .map(spread -> spread.coarse(steps.getOrDefault(spread.element(), BigDecimal.ZERO)))
            .toList(),
        response);
  }

  /** The elements that figures need. */
  List<String> needed() {
    List<String> needed = new ArrayList<>(List.of(diagnosed, response.fall(), response.day()));
    spreads.forEach(spread -> needed.add(spread.element()));
    return needed;
  }

  /** Whether figures need an element as a code. */
  boolean isCode(String element) {
    return spreads.stream()
        .anyMatch(spread -> spread.element().equals(element) && spread.isOfCodes());
  }

  private static String nearest(String name, List<String> known) {
    return Problems.nearest(name, known);
  }

  private static List<Spread> spreads(JsonNode list) {
    List<Spread> spreads = new ArrayList<>();
    for (JsonNode one : list) {
      List<Band> bands = new ArrayList<>();
      for (JsonNode band : one.path("bands")) {
        bands.add(
            new Band(
                band.has("from") ? number(band.path("from")) : "",
                band.path("is").asString(""),
                band.path("label").asString(""),
                band.path("short").asString("")));
      }
      spreads.add(
          new Spread(
              one.path("id").asString(""),
              one.path("title").asString(""),
              one.path("element").asString(""),
              one.path("says").asString(""),
              bands));
    }
    return spreads;
  }

  private static String number(JsonNode node) {
    return node.decimalValue(BigDecimal.ZERO).toPlainString();
  }

  private static Response response(JsonNode node) {
    return new Response(
        node.path("fall").asString(""),
        node.path("day").asString(""),
        node.path("bin-weeks").asInt(1),
        node.path("last-week").asInt(1),
        node.path("reached").asInt(0));
  }

  private static Map<String, BigDecimal> steps(JsonNode node) {
    Map<String, BigDecimal> steps = new LinkedHashMap<>();
    node.properties()
        .forEach(
            entry ->
                steps.put(
                    entry.getKey(), entry.getValue().path("step").decimalValue(BigDecimal.ZERO)));
    return steps;
  }

  private static Map<String, String> words(JsonNode node) {
    Map<String, String> words = new LinkedHashMap<>();
    node.properties().forEach(entry -> words.put(entry.getKey(), entry.getValue().asString("")));
    return words;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.asString("")));
    return List.copyOf(texts);
  }
}
