package cds.web.page;

import cds.web.wire.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Refuses forms that another page sends (CSRF). A token would need a session or a cookie, and this
 * service has neither; every browser says itself where a form comes from, and a page cannot forge
 * it. Other programs than browsers have the services' own addresses.
 */
final class SameOrigin {

  private SameOrigin() {}

  /**
   * Lets only a form of our own page pass.
   *
   * @throws Refusal 403 for any other, and for one of which nothing is said
   */
  static void require(HttpServletRequest form) {
    if (!isOurs(form, form.getHeader("Sec-Fetch-Site"))) {
      throw new Refusal(
          403,
          "forbidden",
          "This form takes requests from its own page only; programs call POST"
              + " /cds-services/{id}.");
    }
  }

  /** Browsers older than Fetch Metadata send only {@code Origin}. */
  private static boolean isOurs(HttpServletRequest form, @Nullable String site) {
    String own = form.getScheme() + "://" + form.getHeader("Host");
    return site != null ? site.equals("same-origin") : own.equals(form.getHeader("Origin"));
  }
}
