package cds.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

/**
 * Documents that are made from files cannot drift from them. After a change that is meant, {@code
 * mvn test -Dtest=DocsTests -Ddocs.write=true} rewrites them.
 */
class DocsTests {

  private static final Path README = Path.of("README.md");
  private static final Path CATALOGUE = Path.of("docs/catalogue.md");
  private static final Path FINDINGS = Path.of("docs/findings.md");
  private static final Path ELEMENTS = Path.of("docs/data-elements.md");
  private static final Path CODE_MAPS = Path.of("docs/code-maps.md");
  private static final RulePages RULES = new RulePages(Path.of("rules"));
  private static final Vocabulary VOCABULARY =
      new Vocabulary(Path.of("fhir-profiles"), Path.of("rules"));
  private static final Map<Path, String> PAGES = pages();

  @Test
  void theReadmeShowsARealRequestAndTheCardThatComesBack() throws IOException {
    String made = ReadmeExample.into(Files.readString(README));

    assertThat(made).contains("> **Eligible for dupilumab", "\"code\": \"ELIGIBLE\"");
    compare(README, made);
  }

  @Test
  void theCatalogueShowsTheRulesAsTheyAre() throws IOException {
    compare(CATALOGUE, PAGES.get(CATALOGUE));
  }

  @Test
  void theFindingsAreWhatTheRulesSay() throws IOException {
    compare(FINDINGS, PAGES.get(FINDINGS));
  }

  @Test
  void theDataElementsAreThoseOfTheDictionary() throws IOException {
    compare(ELEMENTS, PAGES.get(ELEMENTS));
  }

  @Test
  void theCodeMapsAreToldAsTheyAreRead() throws IOException {
    compare(CODE_MAPS, PAGES.get(CODE_MAPS));
  }

  @Test
  void everyTableIsATableAndNothingIsHtml() {
    int sheets = RULES.ids().stream().mapToInt(id -> RULES.sheets(id).size()).sum();
    Seen catalogue = Seen.of(PAGES.get(CATALOGUE));

    assertThat(sheets).isGreaterThan(20);
    assertThat(catalogue.tables).isGreaterThan(sheets);
    assertThat(PAGES.values()).allSatisfy(page -> assertThat(Seen.of(page).html).isEmpty());
  }

  @Test
  void everyLinkOnAPageLeadsSomewhere() throws IOException {
    int links = 0;
    for (Map.Entry<Path, String> page : PAGES.entrySet()) {
      for (String link : Seen.of(page.getValue()).links) {
        links++;
        assertThat(leadsSomewhere(page.getKey(), link)).as(page.getKey() + ": " + link).isTrue();
      }
    }
    assertThat(links).isGreaterThan(500);
  }

  /** Once there is a service for every phase of treatment, a code without a rule is a gap. */
  @Test
  void everyFindingHasASectionAndARuleOrIsSaidToBeMissing() {
    List<String> codes =
        VOCABULARY.codeSystem("finding").stream().map(Vocabulary.Concept::code).toList();
    List<String> missing = new FindingsPage(RULES, VOCABULARY).notImplemented();

    assertThat(codes).hasSizeGreaterThan(80);
    assertThat(headings(PAGES.get(FINDINGS)).stream().filter(codes::contains))
        .containsExactlyInAnyOrderElementsOf(codes);
    assertThat(PAGES.get(FINDINGS).split("Not implemented: no rule", -1))
        .hasSize(missing.size() + 1);
    if (RULES.file("services.yaml").path("services").has("dupilumab-monitoring")) {
      assertThat(missing).as("codes of CodeSystem/finding that no rule owns").isEmpty();
    }
  }

  private static boolean leadsSomewhere(Path page, String link) throws IOException {
    if (link.startsWith("http")) {
      return true;
    }
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    if (!PAGES.containsKey(target) && !Files.exists(target)) {
      return false;
    }
    String text = PAGES.containsKey(target) ? PAGES.get(target) : Files.readString(target);
    return parts.length == 1
        || headings(text).stream().map(Markdown::anchor).anyMatch(parts[1]::equals);
  }

  private static List<String> headings(String page) {
    return page.lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").replace("\\", ""))
        .toList();
  }

  private static Map<Path, String> pages() {
    Dictionary dictionary = new Dictionary(Path.of("rules"), RULES.parameters());
    ElementWords words = new ElementWords(dictionary, VOCABULARY, RULES::givenBy);
    return Map.of(
        CATALOGUE, new Catalogue(RULES, VOCABULARY).render(),
        FINDINGS, new FindingsPage(RULES, VOCABULARY).render(),
        ELEMENTS, new ElementsPage(dictionary, words).render(),
        CODE_MAPS, new CodeMapsPage().render());
  }

  private static void compare(Path file, String made) throws IOException {
    if (Boolean.getBoolean("docs.write")) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, made);
    }
    assertThat(Files.readString(file))
        .as(file + " differs from its sources: run this test with -Ddocs.write=true")
        .isEqualTo(made);
  }

  /** Counts tables, collects links and HTML. */
  private static final class Seen extends AbstractVisitor {

    private final List<Node> html = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private int tables;

    static Seen of(String page) {
      Seen seen = new Seen();
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .build()
          .parse(page)
          .accept(seen);
      return seen;
    }

    @Override
    public void visit(Link link) {
      links.add(link.getDestination());
      visitChildren(link);
    }

    @Override
    public void visit(CustomBlock block) {
      tables += block instanceof TableBlock ? 1 : 0;
      visitChildren(block);
    }

    @Override
    public void visit(HtmlBlock block) {
      html.add(block);
    }

    @Override
    public void visit(HtmlInline inline) {
      html.add(inline);
    }
  }
}
