package cds.web.page;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Renders the Markdown of a card as EHRs do, and lets only harmless elements through: a card may
 * quote what stood in a request.
 */
final class Markdown {

  private static final List<Extension> TABLES = List.of(TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(TABLES).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().extensions(TABLES).escapeHtml(true).build();

  private static final PolicyFactory HARMLESS =
      new HtmlPolicyBuilder()
          .allowElements("p", "br", "ul", "ol", "li", "strong", "em", "code", "pre", "blockquote")
          .allowElements("table", "thead", "tbody", "tr", "th", "td", "a")
          .allowAttributes("href")
          .onElements("a")
          .allowUrlProtocols("https", "http")
          .requireRelsOnLinks("noopener", "noreferrer")
          .toFactory();

  private Markdown() {}

  /** The text as HTML without script, style, images or attributes other than links. */
  static String html(String markdown) {
    return HARMLESS.sanitize(RENDERER.render(PARSER.parse(markdown)));
  }
}
