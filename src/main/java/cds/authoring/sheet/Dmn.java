package cds.authoring.sheet;

import cds.knowledge.DataElement;
import cds.knowledge.Rule;
import cds.knowledge.Table;
import cds.knowledge.Urgency;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * A decision table as DMN 1.3 XML, for other tools: one decision with its inputs.
 *
 * <p>Numbers with a name stand there as their value, with the cell as it is written beside them.
 * DMN knows one {@code null}; where a table asks why a value is missing, a second input {@code
 * …_missing} answers. A table in which the most urgent row counts is PRIORITY when rows of one
 * urgency say the same, else OUTPUT ORDER, of which the first and those as urgent count: DMN has no
 * policy that keeps several equals.
 */
public final class Dmn {

  private static final String MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/";
  private static final List<String> WORDS = List.of("urgency", "finding", "criterion", "reason");

  private final Table table;
  private final Grid grid;
  private final DmnWriter xml;
  private final List<DmnInput> inputs;
  private final Map<String, String> outputs;

  private Dmn(Table table, Grid grid, DmnWriter xml) {
    this.table = table;
    this.grid = grid;
    this.xml = xml;
    this.inputs = DmnInput.of(table);
    this.outputs = outputs(table, grid);
  }

  /**
   * The table as DMN.
   *
   * @param rule the rule it belongs to
   * @param table the table as it was read, without problems
   * @param grid the same table as it is written
   * @throws SheetRefused when it has characters that no text may have
   */
  public static String dmn(Rule rule, Table table, Grid grid) {
    StringWriter text = new StringWriter();
    try {
      DmnWriter xml =
          new DmnWriter(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text));
      new Dmn(table, grid, xml).write(rule);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text in memory cannot fail to be written", e);
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text + "\n";
  }

  /** Outputs and their types; the urgency first, by which DMN knows the row that counts. */
  private static Map<String, String> outputs(Table table, Grid grid) {
    Map<String, String> outputs = new LinkedHashMap<>();
    WORDS.stream()
        .filter(word -> grid.header().contains(">" + word))
        .forEach(word -> outputs.put(word, "string"));
    table.outputs().forEach(element -> outputs.put(element.name(), Feel.type(element)));
    return outputs;
  }

  private void write(Rule rule) throws XMLStreamException {
    String name = table.id().replaceAll("\\W", "_");
    xml.begin(
        "definitions",
        "xmlns",
        MODEL,
        "id",
        "definitions_" + name,
        "name",
        table.id(),
        "namespace",
        "urn:decision-tables:" + rule.id());
    xml.element("description", rule.title() + ". Made from " + table.file() + ".");
    for (DmnInput input : inputs) {
      xml.begin("inputData", "id", id("data", input), "name", input.name(), "label", input.label());
      xml.empty("variable", "name", input.name(), "typeRef", input.type());
      xml.end();
    }
    xml.begin("decision", "id", "decision_" + name, "name", name, "label", table.id());
    xml.element("description", says());
    xml.empty("variable", "name", name);
    for (DmnInput input : inputs) {
      xml.begin("informationRequirement", "id", id("needs", input));
      xml.empty("requiredInput", "href", "#" + id("data", input));
      xml.end();
    }
    xml.begin("decisionTable", "id", "table_" + name, "hitPolicy", policy());
    columns();
    for (Table.Row row : table.rows()) {
      row(row);
    }
    xml.end();
    xml.end();
    xml.end();
  }

  private static String id(String kind, DmnInput input) {
    return kind + "_" + input.name();
  }

  /** What a reader must know that DMN has no place for. */
  private String says() {
    String policy =
        switch (table.hit()) {
          case UNIQUE -> "Exactly one row holds.";
          case COLLECT -> "Every row that holds counts.";
          case HIGHEST ->
              isDecided()
                  ? "Of the rows that hold, the most urgent counts."
                  : "Of the rows that hold, the first in this order counts, and all as urgent.";
        };
    boolean reasons = inputs.stream().anyMatch(DmnInput::reason);
    boolean doses = table.outputs().stream().anyMatch(one -> one.type() == DataElement.Type.DOSES);
    return policy
        + " null is no value."
        + (reasons ? " An input that ends in _missing says why, and is null where is a value." : "")
        + (doses ? " Doses are texts: mg, @, day of treatment." : "")
        + (table.perOrder() ? " Asked once for each order." : "");
  }

  private String policy() {
    return switch (table.hit()) {
      case UNIQUE -> "UNIQUE";
      case COLLECT -> "COLLECT";
      case HIGHEST -> isDecided() ? "PRIORITY" : "OUTPUT ORDER";
    };
  }

  /** Whether rows of one urgency say the same, so that it is all one which of them counts. */
  private boolean isDecided() {
    Map<String, List<String>> said = new HashMap<>();
    return table.rows().stream()
        .allMatch(
            row -> {
              List<String> says = outputs.keySet().stream().map(name -> value(row, name)).toList();
              return said.computeIfAbsent(value(row, "urgency"), key -> says).equals(says);
            });
  }

  private void columns() throws XMLStreamException {
    for (DmnInput input : inputs) {
      xml.begin("input", "id", id("input", input), "label", input.label());
      xml.begin("inputExpression", "typeRef", input.type());
      xml.element("text", input.name());
      xml.end();
      xml.expression("inputValues", input.allowed());
      xml.end();
    }
    for (Map.Entry<String, String> output : outputs.entrySet()) {
      String name = output.getKey();
      xml.begin("output", "id", "output_" + name, "name", name, "typeRef", output.getValue());
      if (table.hit() == Table.Hit.HIGHEST && name.equals("urgency")) {
        xml.expression("outputValues", urgencies());
      }
      xml.end();
    }
    for (String name : List.of("row", "source", "confidence", "written")) {
      xml.empty("annotation", "name", name);
    }
  }

  /** The urgencies, the most urgent first; a row without one comes last. */
  private static String urgencies() {
    return Stream.concat(
            Stream.of(Urgency.values())
                .sorted(java.util.Comparator.reverseOrder())
                .map(urgency -> Feel.text(urgency.word())),
            Stream.of(Feel.value(null)))
        .collect(Collectors.joining(", "));
  }

  private void row(Table.Row row) throws XMLStreamException {
    xml.begin("rule", "id", "row_" + row.line());
    for (DmnInput input : inputs) {
      xml.expression("inputEntry", input.test(row));
    }
    for (String output : outputs.keySet()) {
      xml.expression("outputEntry", value(row, output));
    }
    for (String annotation :
        List.of(row.id(), row.source().label(), row.confidence().word(), written(row))) {
      xml.begin("annotationEntry");
      xml.element("text", annotation);
      xml.end();
    }
    xml.end();
  }

  private static String value(Table.Row row, String output) {
    return Feel.value(
        switch (output) {
          case "urgency" -> row.urgency() == null ? null : row.urgency().word();
          case "finding" -> row.finding();
          case "criterion" -> criterion(row);
          case "reason" -> row.reason();
          default ->
              row.outputs().entrySet().stream()
                  .filter(entry -> entry.getKey().name().equals(output))
                  .map(Map.Entry::getValue)
                  .findFirst()
                  .orElse(null);
        });
  }

  private static @Nullable String criterion(Table.Row row) {
    return row.outcome() == null
        ? null
        : row.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The cells with names of numbers, which have only their values in DMN. */
  private String written(Table.Row row) {
    int place = grid.row(row.id());
    return place < 0
        ? ""
        : grid.cells(place).entrySet().stream()
            .filter(cell -> cell.getValue().contains("{"))
            .map(cell -> cell.getKey() + ": " + cell.getValue())
            .collect(Collectors.joining("; "));
  }
}
