package cds.docs;

import static cds.docs.Markdown.escape;
import static cds.docs.RulePages.text;

import cds.docs.Vocabulary.Concept;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The reasons for not following a card, beside those of HL7. */
final class OverrideReasons {

  private static final Map<String, String> SAID =
      Map.of(
          "equivalent", "means the same",
          "equal", "is the same",
          "narrower", "says less",
          "wider", "says more",
          "relatedto", "is related",
          "unmatched", "no counterpart");

  private final Vocabulary vocabulary;

  OverrideReasons(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  void write(Markdown page) {
    page.heading(2, "Override reasons");
    page.paragraph(
        "Every card offers these reasons for not following it. Beside each stands the reason of"
            + " HL7's trial-use list that comes near it"
            + " ([concept map](../fhir-profiles/conceptmaps/override-reason-to-non-adherence.json)),"
            + " so that overrides can be counted beside those of other services.");
    List<List<String>> rows = new ArrayList<>();
    for (Concept reason : vocabulary.codeSystem("override-reason")) {
      for (JsonNode target : targets(reason.code())) {
        String code = text(target, "code");
        rows.add(
            List.of(
                "`" + reason.code() + "`",
                escape(reason.definition()),
                code.isEmpty() ? "none" : "`" + code + "`: " + escape(text(target, "display")),
                code.isEmpty() ? "none" : escape(vocabulary.category(code)),
                SAID.getOrDefault(text(target, "equivalence"), text(target, "equivalence"))
                    + ". "
                    + escape(text(target, "comment"))));
      }
    }
    page.marked(
        List.of("Reason", "Meaning", "HL7 code", "HL7 category", "The HL7 code compared with ours"),
        rows);
  }

  private JsonNode targets(String code) {
    for (JsonNode element :
        vocabulary.conceptMap("override-reason-to-non-adherence").at("/group/0/element")) {
      if (text(element, "code").equals(code)) {
        return element.path("target");
      }
    }
    throw new IllegalStateException("the concept map lacks the override reason " + code);
  }
}
