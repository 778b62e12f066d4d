package cds.docs;

import static cds.docs.Markdown.escape;

import cds.knowledge.CodeMap;
import cds.knowledge.CodeMapReader;
import cds.knowledge.Problems;
import cds.knowledge.RuleSet;
import cds.knowledge.SiteCodes;
import cds.knowledge.SiteScore.Target;
import cds.rules.Release;
import java.util.ArrayList;
import java.util.List;

/** The page of code maps: what can be mapped, and what the shipped examples say, in words. */
final class CodeMapsPage {

  private static final String FOLDER = "fhir-profiles/code-maps/";

  private final RuleSet rules = Release.rules();

  String render() {
    Markdown page = new Markdown();
    page.heading(1, "Code maps");
    page.paragraph(
        "What a site's own codes can be read as, and the two example maps as they are understood."
            + " Made from `rules/dictionary/` and `fhir-profiles/code-maps/`; how to write a map:"
            + " [Your site's own codes](../fhir-profiles/README.md#your-sites-own-codes).");
    page.heading(2, "What can be mapped");
    List<List<String>> rows = new ArrayList<>();
    for (Target target : SiteCodes.targets(rules).values()) {
      rows.add(
          List.of(
              "`" + target.code() + "`",
              escape(target.title()),
              target.instrument() ? "`" + target.scale() + "`" : "no scale: leave `scale` out",
              "`" + target.unit() + "`" + (target.unitRequired() ? "" : " (may be left out)")));
    }
    page.marked(List.of("`score`", "Name on cards", "`scale`", "`unit`"), rows);
    for (String name : List.of("epic-like", "oracle-health-like")) {
      page.heading(2, "Example: " + name);
      page.paragraph(
          "[`%s%s.yaml`](../%s%s.yaml). Every code in it is a placeholder."
              .formatted(FOLDER, name, FOLDER, name));
      page.list(site(FOLDER + name + ".yaml").explain().stream().map(Markdown::escape).toList());
    }
    return page.toString();
  }

  private SiteCodes site(String file) {
    Problems problems = new Problems();
    CodeMap map = CodeMapReader.read(file, Release.texts().get(file), problems);
    SiteCodes site = SiteCodes.of(map, rules, problems);
    problems.refuseIfAny();
    return site;
  }
}
