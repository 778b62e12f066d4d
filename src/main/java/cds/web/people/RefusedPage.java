package cds.web.people;

import cds.web.edge.PageHeaders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.ModelAndView;

/** Why something was not done, as a page. */
public final class RefusedPage {

  private RefusedPage() {}

  /**
   * The page.
   *
   * @param status HTTP status
   * @param sentence why, for the person
   */
  public static ModelAndView of(
      int status, String sentence, HttpServletRequest request, HttpServletResponse response) {
    PageHeaders.set(response);
    ModelAndView page = new ModelAndView("refused", HttpStatusCode.valueOf(status));
    page.addObject("sentence", sentence);
    CurrentPerson.find(request).ifPresent(me -> page.addObject("me", me));
    return page;
  }
}
