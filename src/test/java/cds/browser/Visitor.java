package cds.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Somebody with a browser window of their own; whatever the browser complains about is kept. */
final class Visitor implements AutoCloseable {

  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  private final String base;
  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();

  private Visitor(Chromium chromium, String base, NewContextOptions options) {
    this.base = base;
    this.context = chromium.window(options);
    this.page = context.newPage();
    page.onConsoleMessage(this::heard);
    page.onPageError(complaints::add);
    page.onRequest(request -> asked.add(request.url()));
    page.onRequestFailed(request -> complaints.add("failed: " + request.url()));
  }

  /** A slow machine may say that the focus has moved on already: nothing is wrong with that. */
  private void heard(ConsoleMessage message) {
    if (!message.text().startsWith("Autofocus processing was blocked")) {
      complaints.add(message.text());
    }
  }

  /** With a window of this width. */
  static Visitor of(Chromium chromium, int port, int width, ColorScheme scheme) {
    return new Visitor(chromium, service(port), window(width, scheme));
  }

  /** Who opens files of a folder, with a window of this width. */
  static Visitor ofFiles(Chromium chromium, Path folder, int width, ColorScheme scheme) {
    return new Visitor(chromium, folder.toUri().toString(), window(width, scheme));
  }

  private static String service(int port) {
    return "http://127.0.0.1:" + port;
  }

  private static NewContextOptions window(int width, ColorScheme scheme) {
    return new NewContextOptions().setViewportSize(width, 844).setColorScheme(scheme);
  }

  /** Whose browser runs no scripts. */
  static Visitor withoutScripts(Chromium chromium, int port) {
    return new Visitor(
        chromium, service(port), new NewContextOptions().setJavaScriptEnabled(false));
  }

  Page open(String path) {
    page.navigate(base + path);
    return page;
  }

  Page page() {
    return page;
  }

  /** Presses Tab until this element has the focus, as somebody without a mouse does. */
  void tabTo(String selector) {
    for (int i = 0; i < 60; i++) {
      page.keyboard().press("Tab");
      if (Boolean.TRUE.equals(
          page.evaluate("selector => document.activeElement.matches(selector)", selector))) {
        return;
      }
    }
    throw new AssertionError("the Tab key does not reach " + selector);
  }

  /** Whether somebody can see where the focus is. */
  boolean showsFocus() {
    return Boolean.TRUE.equals(
        page.evaluate(
            "(() => { const style = getComputedStyle(document.activeElement);"
                + " return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0; })()"));
  }

  /** The id of the element that has the focus. */
  Object focused() {
    return page.evaluate("document.activeElement.id");
  }

  /** What axe finds, with everything unfolded; one line a problem. */
  List<String> barriers() {
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)");
    return new AxeBuilder(page).analyze().getViolations().stream().map(Visitor::told).toList();
  }

  /** Colours that are hard to tell apart, in another scheme than the page was opened with. */
  List<String> contrasts(ColorScheme scheme) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    return new AxeBuilder(page)
        .withRules(List.of("color-contrast")).analyze().getViolations().stream()
            .map(Visitor::told)
            .toList();
  }

  private static String told(Rule rule) {
    return rule.getId() + " (" + rule.getImpact() + "): " + rule.getNodes().get(0).getHtml();
  }

  /** The page is as wide as the window: nobody scrolls sideways to read. */
  void assertFits() {
    assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        .isEqualTo(true);
  }

  /** The browser said nothing of errors or the content policy, and asked this service only. */
  void assertContent() {
    assertThat(complaints).isEmpty();
    assertThat(asked).isNotEmpty().allSatisfy(url -> assertThat(url).startsWith(base));
  }

  /** The browser asked for one thing: what was opened holds everything. */
  void assertSelfContained() {
    assertContent();
    assertThat(asked).hasSize(1);
  }

  void screenshot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  @Override
  public void close() {
    context.close();
  }
}
