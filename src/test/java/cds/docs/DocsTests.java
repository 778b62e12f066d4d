package cds.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

/**
 * Documents that are made from files cannot drift from them. After a change that is meant, {@code
 * mvn test -Dtest=DocsTests -Ddocs.write=true} rewrites both.
 */
class DocsTests {

  private static final Path README = Path.of("README.md");
  private static final Path CATALOGUE = Path.of("docs/catalogue.md");

  @Test
  void theReadmeShowsARealRequestAndTheCardThatComesBack() throws IOException {
    String made = ReadmeExample.into(Files.readString(README));

    assertThat(made).contains("> **Eligible for dupilumab", "\"code\": \"ELIGIBLE\"");
    compare(README, made);
  }

  @Test
  void theCatalogueShowsTheRulesAsTheyAre() throws IOException {
    compare(CATALOGUE, catalogue().render());
  }

  @Test
  void everyTableIsATableAndNothingIsHtml() {
    RulePages pages = new RulePages(Path.of("rules"));
    int sheets = pages.ids().stream().mapToInt(id -> pages.sheets(id).size()).sum();
    Seen seen = new Seen();
    Parser.builder()
        .extensions(List.of(TablesExtension.create()))
        .build()
        .parse(catalogue().render())
        .accept(seen);

    assertThat(sheets).isGreaterThan(20);
    assertThat(seen.tables).isGreaterThan(sheets);
    assertThat(seen.html).isEmpty();
  }

  private static Catalogue catalogue() {
    return new Catalogue(new RulePages(Path.of("rules")));
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

  /** Counts tables and collects HTML. */
  private static final class Seen extends AbstractVisitor {

    private final List<Node> html = new ArrayList<>();
    private int tables;

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
