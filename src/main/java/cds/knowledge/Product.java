package cds.knowledge;

import cds.chart.Medication;
import cds.language.Phrase;
import cds.language.Sentence;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * One ingredient of a drug product.
 *
 * @param ingredient its code
 * @param name its name
 * @param route code of the route the product is made for
 * @param potency group of potency, where its class has any
 */
public record Product(String ingredient, String name, String route, String potency) {

  private static final String FILE = "fhir-profiles/terminology/drug-products.csv";

  /** The ingredients of each product, by its code. */
  static Map<String, List<Product>> read(RuleFiles files, Problems problems) {
    Map<String, List<Product>> products = new HashMap<>();
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser rows =
        format.parse(
            new StringReader(
                files
                    .text(FILE)
                    .orElseGet(
                        () -> {
                          problems.add(FILE, "the file is missing");
                          return "rxcui,ingredient,ingredient_name,route,potency\n";
                        })))) {
      for (CSVRecord row : rows) {
        products
            .computeIfAbsent(row.get("rxcui"), id -> new ArrayList<>())
            .add(
                new Product(
                    row.get("ingredient"),
                    row.get("ingredient_name"),
                    row.get("route"),
                    row.get("potency")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return products;
  }

  /**
   * The weakest potency of each ingredient, by its code.
   *
   * @param order groups of potency, the weakest first
   */
  static Map<String, String> weakest(Map<String, List<Product>> products, List<String> order) {
    Map<String, String> weakest = new HashMap<>();
    for (List<Product> parts : products.values()) {
      for (Product part : parts) {
        if (order.contains(part.potency())) {
          weakest.merge(
              part.ingredient(),
              part.potency(),
              (a, b) -> order.indexOf(a) <= order.indexOf(b) ? a : b);
        }
      }
    }
    return weakest;
  }

  /** What a card calls a medication: its name as terminologies write it, its route in words. */
  public static Sentence named(Medication medication) {
    if (medication.name().isEmpty()) {
      return Phrase.DRUG;
    }
    Sentence name = Sentence.verbatim(medication.name());
    return medication.route().isEmpty()
        ? name
        : Phrase.DRUG_ROUTE.of(name, Sentence.code(medication.route()));
  }
}
