package cds.acceptance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What a client reads in an answer: cards, findings with their reasons, and doses. */
public record Answer(JsonNode json) {

  private static final Set<String> VERDICTS =
      Set.of("ELIGIBLE", "NOT_ELIGIBLE", "INSUFFICIENT_DATA");

  /**
   * A dose that was proposed.
   *
   * @param loading loading doses in mg, in order
   * @param mg maintenance dose
   * @param weeks its interval
   */
  public record Dose(List<String> loading, String mg, String weeks) {

    @Override
    public String toString() {
      return String.join(" + ", loading) + (loading.isEmpty() ? "" : ", then ") + mg + " q" + weeks;
    }
  }

  /** The cards. */
  public List<JsonNode> cards() {
    return json.path("cards").valueStream().toList();
  }

  /** The findings of all cards, in order. */
  public List<JsonNode> findings() {
    return cards().stream()
        .flatMap(card -> card.at("/extension/io.github.dupilumab-cds/findings").valueStream())
        .toList();
  }

  /** The codes of the findings that are no verdicts, each with its urgency. */
  public Set<String> alerts() {
    return findings().stream()
        .filter(finding -> !VERDICTS.contains(text(finding, "code")))
        .map(finding -> text(finding, "code") + " " + text(finding, "urgency"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The verdict of a policy with its reasons, such as {@code ELIGIBLE AGE_OK AD_CONFIRMED}. */
  public String verdict(String policy) {
    List<JsonNode> verdicts = verdicts(policy);
    if (verdicts.size() != 1) {
      return verdicts.size() + " verdicts of " + policy;
    }
    List<String> words = new ArrayList<>(List.of(text(verdicts.get(0), "code")));
    verdicts.get(0).path("reasons").forEach(reason -> words.add(reason.stringValue()));
    return String.join(" ", words);
  }

  /** The verdicts of a policy: one, or none. */
  public List<JsonNode> verdicts(String policy) {
    return findings().stream()
        .filter(f -> VERDICTS.contains(text(f, "code")) && text(f, "policy").equals(policy))
        .toList();
  }

  /** The one finding of this code. */
  public JsonNode finding(String code) {
    List<JsonNode> found =
        findings().stream().filter(finding -> text(finding, "code").equals(code)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " findings " + code + " in " + json);
    }
    return found.get(0);
  }

  /** The resources that a finding names as its reasons. */
  public static Set<String> because(JsonNode finding) {
    return finding
        .path("because")
        .valueStream()
        .map(source -> text(source, "resource"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The orders that are suggested, as FHIR. */
  public List<JsonNode> orders() {
    return cards().stream()
        .flatMap(card -> card.path("suggestions").valueStream())
        .flatMap(suggestion -> suggestion.path("actions").valueStream())
        .map(action -> action.path("resource"))
        .toList();
  }

  /** The doses that are suggested, such as {@code 600, then 300 q2}. */
  public List<String> doses() {
    return orders().stream().map(order -> dose(order).toString()).toList();
  }

  private static Dose dose(JsonNode order) {
    List<String> loading = new ArrayList<>();
    String mg = "";
    String weeks = "";
    for (JsonNode step : order.path("dosageInstruction")) {
      String amount = plain(step.at("/doseAndRate/0/doseQuantity/value"));
      JsonNode repeat = step.at("/timing/repeat");
      if (repeat.path("count").asInt(0) == 1) {
        loading.add(amount);
      } else {
        mg = amount;
        weeks = plain(repeat.path("period"));
      }
    }
    return new Dose(loading, mg, weeks);
  }

  private static String plain(JsonNode number) {
    return number.isNumber()
        ? new BigDecimal(number.asString()).stripTrailingZeros().toPlainString()
        : "?";
  }

  /** Everything a clinician reads. */
  public String words() {
    return cards().stream()
        .map(card -> text(card, "summary") + "\n" + text(card, "detail"))
        .collect(Collectors.joining("\n\n"));
  }

  static String text(JsonNode node, String member) {
    return node.path(member).asString("");
  }
}
