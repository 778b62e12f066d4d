package cds.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cds.Application;
import cds.acceptance.Server;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The try page in a real browser: by keyboard, by screen reader's rules, without scripts. */
@SpringBootTest(
    classes = Application.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "cds.evaluation-time=2025-06-16T12:00:00Z")
class TryPageTests {

  private static Chromium chromium;

  @LocalServerPort private int port;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void anExampleIsChosenSentAndReadByKeyboardAlone() {
    try (Visitor visitor = Visitor.of(chromium, port, 1280, ColorScheme.LIGHT)) {
      Page page = visitor.open("/");
      page.keyboard().press("Tab");
      assertThat(page.locator(":focus")).hasText("Skip to the content");

      visitor.tabTo("#example-painful-red-eye");
      page.keyboard().press("Enter");
      page.waitForURL("**/?example=painful-red-eye*");
      assertThat(visitor.focused()).isEqualTo("request-title");
      visitor.tabTo("#service");
      visitor.tabTo("button");
      page.keyboard().press("Enter");

      Locator card = page.getByRole(AriaRole.ARTICLE);
      assertThat(card).containsText("Same day: eye emergency service");
      assertThat(card).containsText("Critical");
      assertThat(page.locator("#answer-title")).isFocused();
      assertThat(page.locator("#answer")).containsText("QuestionnaireResponse/check-in");

      visitor.tabTo("#override-0");
      visitor.tabTo(".raw summary");
      page.keyboard().press("Enter");
      assertThat(page.locator(".raw pre")).isVisible();
      visitor.assertContent();
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
  void nobodyIsShutOut(int width, ColorScheme scheme) {
    try (Visitor visitor = Visitor.of(chromium, port, width, scheme)) {
      Page page = visitor.open("/?example=wrong-dose");
      visitor.screenshot("try-" + width + "-" + scheme + "-before");
      send(page);
      assertThat(page.getByRole(AriaRole.ARTICLE)).containsText("Correct the order: 600 mg");
      visitor.screenshot("try-" + width + "-" + scheme + "-after");
      visitor.assertFits();

      assertThat(visitor.barriers()).isEmpty();
      visitor.assertFits();
      visitor.assertContent();
    }
  }

  /** A button without a name is a barrier that must be found. */
  @Test
  void aPlantedBarrierIsFound() {
    try (Visitor visitor = Visitor.of(chromium, port, 1280, ColorScheme.LIGHT)) {
      visitor.open("/").evaluate("document.querySelector('button').textContent = ''");

      assertThat(visitor.barriers()).singleElement().asString().startsWith("button-name");
    }
  }

  @Test
  void aRequestThatIsPastedWrongIsMended() {
    try (Visitor visitor = Visitor.of(chromium, port, 390, ColorScheme.DARK)) {
      Page page = visitor.open("/");
      page.locator("#request").fill("{\n  \"hook\": \n}");
      send(page);

      assertThat(page.locator("#answer")).containsText("HTTP status 400");
      assertThat(page.locator("#answer")).containsText("line 3");
      assertThat(visitor.barriers()).isEmpty();

      page.locator("#request").fill(example(page, "stable"));
      page.locator("#service").selectOption("dupilumab-monitoring");
      send(page);
      assertThat(page.locator("#answer")).containsText("Nothing to say.");
      visitor.assertContent();
    }
  }

  @Test
  void itWorksWithoutScripts() {
    try (Visitor visitor = Visitor.withoutScripts(chromium, port)) {
      Page page = visitor.open("/");
      page.getByText("Adult, eligible").first().click();
      page.waitForURL("**/?example=eligible-adult");
      send(page);

      assertThat(page.getByRole(AriaRole.ARTICLE)).containsText("Eligible for dupilumab");
      assertThat(page.locator("#request")).hasValue(Pattern.compile("hookInstance"));
      assertThat(page.locator("#service")).hasValue("dupilumab-eligibility");
      visitor.assertContent();
    }
  }

  @Test
  void everyExampleOfThePageIsAcceptedByItsService() {
    try (Visitor visitor = Visitor.withoutScripts(chromium, port)) {
      Page page = visitor.open("/");
      List<String> ids =
          page.locator(".examples a").all().stream()
              .map(link -> link.getAttribute("id").replace("example-", ""))
              .toList();
      assertThat(ids).hasSizeGreaterThan(5);
      for (String id : ids) {
        visitor.open("/?example=" + id);
        String service = page.locator("#service").inputValue();
        String request = page.locator("#request").inputValue();
        assertThat(new Server(port).post(service, request).status()).as(id).isEqualTo(200);
      }
    }
  }

  private static String example(Page page, String id) {
    Page other = page.context().newPage();
    other.navigate(page.url().replaceFirst("/(\\?.*)?$", "/?example=" + id));
    String request = other.locator("#request").inputValue();
    other.close();
    return request;
  }

  private static void send(Page page) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send")).click();
  }
}
