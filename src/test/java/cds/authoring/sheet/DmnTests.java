package cds.authoring.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.knowledge.Cell;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Missing;
import cds.knowledge.Range;
import cds.knowledge.Rule;
import cds.knowledge.Table;
import cds.rules.Release;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class DmnTests {

  private static final String MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/";
  private static final Map<Table, Document> DOCUMENTS = documents();

  private static Map<Table, Document> documents() {
    Map<Table, Document> documents = new LinkedHashMap<>();
    for (Rule rule : Release.rules().rules()) {
      for (Table table : rule.tables()) {
        documents.put(
            table, parse(Dmn.dmn(rule, table, Grid.ofCsv(Release.texts().get(table.file())))));
      }
    }
    return documents;
  }

  private static Document parse(String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      return factory
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** The order of elements that the schema of DMN 1.3 asks for. */
  @Test
  void everyTableOfTheReleaseIsBuiltAsDmnIs() {
    assertThat(DOCUMENTS).hasSizeGreaterThan(100);
    DOCUMENTS.forEach(
        (table, document) -> {
          Element root = document.getDocumentElement();
          Element decision = child(root, "decision").get(0);
          Element grid = child(decision, "decisionTable").get(0);
          assertThat(root.getNamespaceURI()).isEqualTo(MODEL);
          assertThat(names(root)).matches("description (inputData )+decision ");
          assertThat(names(decision))
              .matches("description variable (informationRequirement )+decisionTable ");
          assertThat(names(grid)).matches("(input )+(output )+(annotation ){4}(rule )+");
          int inputs = child(grid, "input").size();
          int outputs = child(grid, "output").size();
          assertThat(child(root, "inputData")).hasSize(inputs);
          assertThat(child(grid, "rule")).hasSize(table.rows().size());
          for (Element rule : child(grid, "rule")) {
            assertThat(names(rule))
                .matches(
                    "(inputEntry ){%d}(outputEntry ){%d}(annotationEntry ){4}"
                        .formatted(inputs, outputs));
          }
          for (Element input : child(grid, "input")) {
            assertThat(names(input)).matches("inputExpression (inputValues )?");
          }
          idsAreOnceAndLinksLead(document);
        });
  }

  private static void idsAreOnceAndLinksLead(Document document) {
    Set<String> ids = new HashSet<>();
    List<String> links = new ArrayList<>();
    var all = document.getElementsByTagNameNS(MODEL, "*");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      if (element.hasAttribute("id")) {
        assertThat(ids.add(element.getAttribute("id"))).isTrue();
        assertThat(element.getAttribute("id")).matches("[A-Za-z_][\\w.-]*");
      }
      if (element.hasAttribute("href")) {
        links.add(element.getAttribute("href").substring(1));
      }
    }
    assertThat(links).isNotEmpty();
    assertThat(ids).containsAll(links);
  }

  /** Each test says of each value what the cell it came from says. */
  @Test
  void theTestsMeanWhatTheCellsMean() {
    int compared = 0;
    for (Map.Entry<Table, Document> one : DOCUMENTS.entrySet()) {
      Table table = one.getKey();
      Element grid =
          child(child(one.getValue().getDocumentElement(), "decision").get(0), "decisionTable")
              .get(0);
      List<String> columns = child(grid, "input").stream().map(DmnTests::expression).toList();
      List<Element> rules = child(grid, "rule");
      for (int column = 0; column < table.inputs().size(); column++) {
        DataElement element = table.inputs().get(column);
        int at = columns.indexOf(element.name());
        int why = columns.indexOf(element.name() + "_missing");
        for (DataValue value : values(table, column)) {
          for (int row = 0; row < rules.size(); row++) {
            List<Element> tests = child(rules.get(row), "inputEntry");
            boolean holds =
                FeelReading.holds(text(tests.get(at)), known(value))
                    && (why < 0 || FeelReading.holds(text(tests.get(why)), reason(value)));
            assertThat(holds)
                .as(table.rows().get(row).key() + " " + element.name() + " " + value)
                .isEqualTo(table.rows().get(row).cells().get(column).test(value));
            compared++;
          }
          String allowed = allowed(grid, at);
          assertThat(allowed.isEmpty() || FeelReading.holds(allowed, known(value)))
              .as(element.name() + " " + value + " in " + allowed)
              .isTrue();
        }
      }
    }
    assertThat(compared).isGreaterThan(10_000);
  }

  private static String allowed(Element grid, int column) {
    List<Element> values = child(child(grid, "input").get(column), "inputValues");
    return values.isEmpty() ? "" : text(values.get(0));
  }

  private static Object known(DataValue value) {
    return value instanceof DataValue.Known known ? known.value() : null;
  }

  private static Object reason(DataValue value) {
    return value instanceof DataValue.None none ? none.reason().word() : null;
  }

  /** The bounds of a column, what lies just beside them, all codes, all reasons for no value. */
  private static List<DataValue> values(Table table, int column) {
    DataElement element = table.inputs().get(column);
    List<DataValue> values = new ArrayList<>();
    for (Table.Row row : table.rows()) {
      Cell cell = row.cells().get(column);
      for (Range range : cell.ranges()) {
        Stream.of(range.low(), range.high())
            .filter(bound -> bound != null)
            .flatMap(
                bound -> Stream.of("-0.001", "0", "0.001").map(BigDecimal::new).map(bound::add))
            .filter(number -> element.domain() == null || element.domain().holds(number))
            .forEach(number -> values.add(DataValue.of(number, List.of())));
      }
    }
    element
        .values()
        .forEach(
            value ->
                values.add(
                    DataValue.of(
                        element.type() == DataElement.Type.BOOLEAN
                            ? (Object) value.equals("yes")
                            : value,
                        List.of())));
    if (!element.always()) {
      Stream.of(Missing.values()).forEach(reason -> values.add(DataValue.none(reason)));
    }
    return values;
  }

  @Test
  void whatCountsOfSeveralRowsIsSaid() {
    assertThat(policy("monitoring/combination/targeted")).isEqualTo("PRIORITY");
    assertThat(policy("monitoring/combination/order")).isEqualTo("UNIQUE");
    assertThat(DOCUMENTS.keySet().stream().map(table -> table.hit()))
        .contains(Table.Hit.COLLECT, Table.Hit.HIGHEST, Table.Hit.UNIQUE);
    DOCUMENTS
        .keySet()
        .forEach(
            table ->
                assertThat(policy(table.id()).equals("COLLECT"))
                    .isEqualTo(table.hit() == Table.Hit.COLLECT));

    Table table = Release.table("monitoring/combination/targeted");
    List<Table.Row> rows = new ArrayList<>(table.rows());
    Table.Row row = rows.remove(2);
    rows.add(
        new Table.Row(
            row.table(),
            row.id(),
            row.line(),
            row.cells(),
            row.outputs(),
            "OTHER",
            row.urgency(),
            row.outcome(),
            row.reason(),
            row.source(),
            row.confidence()));
    Table other =
        new Table(
            table.id(),
            table.file(),
            table.hit(),
            table.complete(),
            table.perOrder(),
            table.guards(),
            table.stage(),
            table.inputs(),
            table.outputs(),
            rows);
    assertThat(dmn(other)).contains("hitPolicy=\"OUTPUT ORDER\"", "and all as urgent");
    assertThat(dmn(table))
        .contains("<text>\"emergency\", \"urgent\", \"soon\", \"routine\", \"info\", null</text>");
  }

  private static String policy(String table) {
    Document document = DOCUMENTS.get(Release.table(table));
    return ((Element) document.getElementsByTagNameNS(MODEL, "decisionTable").item(0))
        .getAttribute("hitPolicy");
  }

  private static String dmn(Table table) {
    Rule rule =
        Release.rules().rule(table.id().substring(0, table.id().lastIndexOf('/'))).orElseThrow();
    return Dmn.dmn(rule, table, Grid.ofCsv(Release.texts().get(table.file())));
  }

  @Test
  void numbersKeepTheirNamesAndReasonsTheirColumn() {
    assertThat(dmn(Release.table("eligibility/trial-entry/easi")))
        .contains("<text>&gt;= 16</text>", "{trial_easi}", "<text>confirmed</text>");
    assertThat(dmn(Release.table("eligibility/us-label/severity")))
        .contains(
            "name=\"severity_moderate_missing\"",
            "<text>\"invalid\", \"discordant\"</text>",
            "<text>\"stale\"</text>");
    assertThat(dmn(Release.table("eligibility/us-label/age"))).doesNotContain("_missing");
  }

  @Test
  void textsCannotLeaveTheirElement() {
    Table table = Release.table("eligibility/us-label/age");
    Grid grid = Grid.ofCsv(Release.texts().get(table.file()));
    Rule rule = Release.rules().rule("eligibility/us-label").orElseThrow();
    String hostile = "{x}</text><script>]]>&amp;\"'";

    Document document = parse(Dmn.dmn(rule, table, grid.with(0, "age_months [mo]", hostile)));
    assertThat(document.getElementsByTagName("script").getLength()).isZero();
    assertThat(document.getDocumentElement().getTextContent()).contains(hostile);
    List<List<String>> rows = new ArrayList<>(grid.rows());
    List<String> row = new ArrayList<>(rows.get(0));
    row.set(2, "{\u0001}");
    rows.set(0, row);
    assertThatThrownBy(() -> Dmn.dmn(rule, table, new Grid(grid.header(), rows)))
        .isInstanceOf(SheetRefused.class);
  }

  private static List<Element> child(Element parent, String name) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element
          && (name.isEmpty() || element.getLocalName().equals(name))) {
        children.add(element);
      }
    }
    return children;
  }

  private static String names(Element parent) {
    StringBuilder names = new StringBuilder();
    child(parent, "").forEach(element -> names.append(element.getLocalName()).append(' '));
    return names.toString();
  }

  private static String expression(Element input) {
    return text(child(input, "inputExpression").get(0));
  }

  private static String text(Element element) {
    return child(element, "text").get(0).getTextContent();
  }
}
