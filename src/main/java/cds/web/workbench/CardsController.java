package cds.web.workbench;

import cds.authoring.compare.CardExamples;
import cds.cdshooks.CdsResponse;
import cds.knowledge.Rule;
import cds.web.page.ShownCard;
import cds.web.people.CurrentPerson;
import cds.web.start.CdsProperties;
import cds.web.wire.WireJson;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The cards of a rule as an EHR shows them, each for a made-up patient who gets it. */
@Controller
class CardsController {

  private static final int READY = 16;

  private final Workbench workbench;
  private final CdsProperties properties;
  private final Map<String, List<Preview>> ready =
      new LinkedHashMap<>(READY, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Preview>> eldest) {
          return size() > READY;
        }
      };

  CardsController(Workbench workbench, CdsProperties properties) {
    this.workbench = workbench;
    this.properties = properties;
  }

  /**
   * A card.
   *
   * @param code the finding it is an example of
   * @param patient id of the patient
   * @param service id of the service that shows it
   * @param leads whether its summary is of the finding
   * @param card the card
   */
  record Preview(String code, String patient, String service, boolean leads, ShownCard card) {

    static Preview of(CardExamples.Example example) {
      return new Preview(
          example.code(),
          example.patient(),
          example.service(),
          example.leads(),
          ShownCard.all(WireJson.write(new CdsResponse(List.of(example.card())))).get(0));
    }
  }

  /** The cards of a rule in force. */
  @GetMapping("/workbench/rules/{topic}/{name}/cards")
  String cards(
      @PathVariable("topic") String topic,
      @PathVariable("name") String name,
      HttpServletRequest http,
      Model model) {
    CurrentPerson.of(http);
    return fill(model, workbench.inForce(), topic, name);
  }

  /** The cards of a rule of a draft. */
  @GetMapping("/workbench/drafts/{draft}/rules/{topic}/{name}/cards")
  String cards(
      @PathVariable("draft") String draft,
      @PathVariable("topic") String topic,
      @PathVariable("name") String name,
      HttpServletRequest http,
      Model model) {
    CurrentPerson.of(http);
    return fill(model, workbench.of(workbench.draft(draft)), topic, name);
  }

  private String fill(Model model, Workbench.Texts texts, String topic, String name) {
    Rule rule = Workbench.rule(texts, topic, name);
    List<Preview> previews = previews(texts, rule);
    model.addAttribute("texts", texts);
    model.addAttribute("rule", rule);
    model.addAttribute("address", texts.address(rule.id()));
    model.addAttribute("previews", previews);
    model.addAttribute("without", previews == null ? Set.of() : without(rule, previews));
    return "workbench/cards";
  }

  /** One at a time: hundreds of patients may be decided. Null while the rules cannot be read. */
  private synchronized @Nullable List<Preview> previews(Workbench.Texts texts, Rule rule) {
    return texts.proof().rules() == null
        ? null
        : ready.computeIfAbsent(
            texts.proof().hash() + rule.id(),
            key ->
                CardExamples.of(texts.files(), rule, properties.label(), properties.zone()).stream()
                    .map(Preview::of)
                    .toList());
  }

  private static Set<String> without(Rule rule, List<Preview> previews) {
    Set<String> without = new TreeSet<>(rule.findings().keySet());
    previews.forEach(one -> without.remove(one.code()));
    return without;
  }
}
