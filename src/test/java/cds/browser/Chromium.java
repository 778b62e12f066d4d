package cds.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The installed Chromium, steered by Playwright; nothing is downloaded. */
final class Chromium implements AutoCloseable {

  private static final String USUAL = "/usr/bin/chromium";

  private static final List<String> QUIET =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** How long anything may take, in milliseconds. */
  private static final int PATIENCE = 120_000;

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it. */
  static Chromium start() {
    Path executable = executable();
    // A slow machine is no defect of a page.
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Chromium(
        playwright,
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(QUIET)));
  }

  private static Path executable() {
    String named = System.getProperty("chromium", System.getenv().getOrDefault("CHROMIUM", USUAL));
    Path path = Path.of(named);
    if (!Files.isExecutable(path)) {
      throw new AssertionError(
          "Browser tests need Chromium, and there is none at "
              + path
              + ". Install it (Debian: apt-get install chromium), or name it by -Dchromium=path or"
              + " CHROMIUM=path.");
    }
    return path;
  }

  /** A window of its own, without cookies or storage of another. */
  BrowserContext window(Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout(PATIENCE);
    return context;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
