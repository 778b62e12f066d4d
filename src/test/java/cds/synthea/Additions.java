package cds.synthea;

import cds.acceptance.Fhir;
import cds.acceptance.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a dermatology visit would add to a record, drawn at random: one score, a weight, a topical
 * trial, and sometimes something that stands in the way.
 *
 * @param instrument the one clinician's score
 * @param tenths its value times ten
 * @param scoreAge how many days ago it was taken
 * @param weight in kilograms times ten
 * @param product RxNorm code of the topical
 * @param trialDays how long it was used
 * @param allergic whether an active allergy to dupilumab is on record
 * @param diagnosis verification status that the diagnosis gets
 */
record Additions(
    String instrument,
    int tenths,
    int scoreAge,
    int weight,
    String product,
    int trialDays,
    boolean allergic,
    String diagnosis) {

  private static final List<String> INSTRUMENTS =
      List.of("easi", "viga-ad", "scorad", "objective-scorad");
  private static final List<Integer> GREATEST = List.of(720, 40, 1030, 830);

  /** Draws additions; the same seed draws the same. */
  static Additions draw(Random random, List<String> products, int years) {
    int instrument = random.nextInt(INSTRUMENTS.size());
    int value = random.nextInt(GREATEST.get(instrument) + 1);
    return new Additions(
        INSTRUMENTS.get(instrument),
        instrument == 1 ? value / 10 * 10 : value,
        random.nextInt(4) == 0 ? 91 + random.nextInt(200) : random.nextInt(91),
        years >= 18 ? 450 + random.nextInt(500) : 30 * (years + 4) + random.nextInt(30),
        products.get(random.nextInt(products.size())),
        random.nextInt(4) == 0 ? 20 + random.nextInt(8) : 42 + random.nextInt(30),
        random.nextInt(8) == 0,
        random.nextInt(6) == 0 ? "provisional" : "confirmed");
  }

  /** Topical products of medium potency or higher, and calcineurin inhibitors for the skin. */
  static List<String> topicalProducts() throws IOException {
    try (Stream<String> lines =
        Files.lines(Path.of("fhir-profiles/terminology/drug-products.csv"))) {
      return lines
          .filter(line -> line.contains(",SCD,") && line.contains(",topical,single,"))
          .filter(
              line -> line.matches(".*,(moderate|potent|very potent),.*|.*,tacrolimus,topical.*"))
          .map(line -> line.substring(0, line.indexOf(',')))
          .toList();
    }
  }

  /** The label's clauses in plain words, by nothing but what was drawn and the age. */
  boolean eligible(int months) {
    return months >= 6
        && !allergic
        && diagnosis.equals("confirmed")
        && scoreAge <= 90
        && moderate()
        && trialDays >= 42;
  }

  private boolean moderate() {
    return switch (instrument) {
      case "easi" -> tenths > 70;
      case "viga-ad" -> tenths >= 30;
      case "scorad" -> tenths >= 250;
      default -> tenths >= 150;
    };
  }

  /** Adds the resources to a request of this patient. */
  void addTo(ObjectNode request, String patient, LocalDate today) {
    ObjectNode prefetch = (ObjectNode) request.get("prefetch");
    String score = tenths % 10 == 0 ? "" + tenths / 10 : tenths / 10 + "." + tenths % 10;
    String kilograms = weight / 10 + "." + weight % 10 + " kg";
    LocalDate end = today.minusDays(30);
    add(prefetch, "observations", Fhir.score(instrument, score).on(day(today, scoreAge)), patient);
    add(prefetch, "observations", Fhir.weight(kilograms).on(day(today, 3)), patient);
    add(
        prefetch,
        "medicationStatements",
        Fhir.statement("topical", product, "" + end.minusDays(trialDays), "" + end)
            .outcome("inadequate"),
        patient);
    if (allergic) {
      add(prefetch, "allergies", Fhir.allergy("active", "confirmed"), patient);
    }
    prefetch
        .at("/conditions/entry")
        .valueStream()
        .map(entry -> (ObjectNode) entry.get("resource"))
        .filter(condition -> condition.toString().contains("\"24079001\""))
        .forEach(
            condition -> {
              ObjectNode coding = (ObjectNode) condition.at("/verificationStatus/coding/0");
              coding.put("code", diagnosis);
            });
  }

  private static void add(ObjectNode prefetch, String key, Resource resource, String patient) {
    ObjectNode json = resource.id("added-" + resource.name()).json().deepCopy();
    String subject = json.has("subject") ? "subject" : "patient";
    json.putObject(subject).put("reference", "Patient/" + patient);
    ((ObjectNode) prefetch.get(key)).withArray("entry").addObject().set("resource", json);
  }

  private static String day(LocalDate today, int ago) {
    return today.minusDays(ago).toString();
  }
}
