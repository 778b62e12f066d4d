package cds.cohort.report;

import cds.chart.DataKind;
import cds.knowledge.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.webjars.WebJarVersionLocator;

/** The page for people: one file that needs nothing else, with scripts and styles in it. */
final class ReportPage {

  private static final String TEMPLATE = "cohort/report.html";

  private ReportPage() {}

  /**
   * Styles and scripts that stand in it.
   *
   * @param style styles of every page and of this one
   * @param library draws
   * @param draw what it draws
   */
  record Parts(String style, String library, String draw) {

    static Parts read() throws IOException {
      return new Parts(
          text("static/cds.css") + text("cohort/report.css"),
          text(new WebJarVersionLocator().fullPath("d3", "dist/d3.min.js")),
          text("cohort/report.js"));
    }

    /** What the browser may do: run these two scripts, and ask nobody for anything. */
    public String policy() {
      return "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:;"
          + " style-src 'unsafe-inline'; script-src 'sha256-%s' 'sha256-%s'"
              .formatted(Fingerprint.base64(library), Fingerprint.base64(draw));
    }
  }

  /**
   * Writes the page.
   *
   * @param whole whether the results have every data element that figures need
   */
  static String render(Manifest manifest, Population population, boolean whole)
      throws IOException, SQLException {
    Context context = new Context(Locale.ROOT);
    context.setVariable("manifest", manifest);
    context.setVariable("small", population.small());
    context.setVariable("whole", whole);
    context.setVariable("notSent", notSent(manifest));
    context.setVariable("lost", manifest.lost().stream().map(ReportPage::resource).toList());
    context.setVariable("verdicts", List.of(Verdict.values()));
    context.setVariable("headline", Headline.of(population));
    context.setVariable("policies", PolicyFigures.of(population, manifest.policies()));
    context.setVariable("alerts", AlertFigures.of(population));
    context.setVariable("spreads", SpreadFigures.of(population));
    context.setVariable("response", ResponseFigures.of(population));
    context.setVariable("parts", Parts.read());
    return engine().process(TEMPLATE, context);
  }

  private static SpringTemplateEngine engine() {
    ClassLoaderTemplateResolver resolver =
        new ClassLoaderTemplateResolver(ReportPage.class.getClassLoader());
    resolver.setTemplateMode(TemplateMode.HTML);
    resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.setTemplateResolver(resolver);
    return engine;
  }

  /** Kinds of data of which the input held nothing of anybody. */
  private static List<String> notSent(Manifest manifest) {
    return Arrays.stream(DataKind.values())
        .map(Enum::name)
        .filter(kind -> !manifest.kinds().contains(kind))
        .map(ReportPage::resource)
        .toList();
  }

  private static String resource(String kind) {
    return Arrays.stream(DataKind.values())
        .filter(one -> one.name().equals(kind))
        .map(DataKind::resourceType)
        .findFirst()
        .orElse(kind);
  }

  private static String text(@Nullable String path) throws IOException {
    try (InputStream in =
        path == null ? null : ReportPage.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("a part of the page is missing in the software: " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
