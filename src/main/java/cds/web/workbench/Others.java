package cds.web.workbench;

import cds.authoring.Draft;
import cds.authoring.Drafts;
import cds.authoring.Step;
import cds.people.Person;
import cds.web.people.CurrentPerson;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Tells everybody who looks at a rule in a draft who else changes that rule, there or elsewhere.
 */
@ControllerAdvice(
    assignableTypes = {
      CatalogueController.class,
      TableController.class,
      TextsController.class,
      CasesController.class,
      ParameterController.class
    })
class Others {

  private final Drafts drafts;

  Others(Drafts drafts) {
    this.drafts = drafts;
  }

  /**
   * Others who change the same rule.
   *
   * @param drafts other drafts that change it
   * @param last the last change of it in this draft that somebody else made; null when there is
   *     none
   */
  record Here(List<Draft> drafts, @Nullable Step last) {

    /** Whether there is nobody. */
    public boolean isEmpty() {
      return drafts.isEmpty() && last == null;
    }
  }

  /** Who else changes the rule that the address names. */
  @ModelAttribute("others")
  Here others(HttpServletRequest http) {
    Person person = CurrentPerson.find(http).orElse(null);
    if (person == null
        || !(http.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
            instanceof Map<?, ?> names)
        || !(names.get("topic") instanceof String topic)
        || !(names.get("name") instanceof String name)) {
      return new Here(List.of(), null);
    }
    String folder = "rules/" + topic + "/" + name + "/";
    String draft = names.get("draft") instanceof String id ? id : "";
    return new Here(
        drafts.changing(folder).stream().filter(other -> !other.id().equals(draft)).toList(),
        last(draft, folder, person));
  }

  private @Nullable Step last(String draft, String folder, Person person) {
    return drafts.steps(draft).stream()
        .filter(step -> !step.undone() && step.path().startsWith(folder))
        .filter(step -> !step.who().equals(person.name()))
        .reduce((earlier, later) -> later)
        .orElse(null);
  }
}
