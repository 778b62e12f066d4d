package cds.web.workbench;

import cds.authoring.ChangedMeanwhile;
import cds.authoring.NotPossible;
import cds.authoring.Step;
import cds.authoring.sheet.SheetRefused;
import cds.web.people.RefusedPage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** What cannot be done now, said on a page. */
@ControllerAdvice(basePackageClasses = Unfit.class)
@Order(0)
class Unfit {

  private static final int INVALID = 400;
  private static final int CONFLICT = 409;

  @ExceptionHandler
  ModelAndView notPossible(
      NotPossible e, HttpServletRequest request, HttpServletResponse response) {
    return RefusedPage.of(CONFLICT, String.valueOf(e.getMessage()), request, response);
  }

  @ExceptionHandler
  ModelAndView sheet(SheetRefused e, HttpServletRequest request, HttpServletResponse response) {
    return RefusedPage.of(INVALID, "Nothing was saved: " + e.getMessage() + ".", request, response);
  }

  @ExceptionHandler
  ModelAndView meanwhile(
      ChangedMeanwhile e, HttpServletRequest request, HttpServletResponse response) {
    Step step = e.step();
    return RefusedPage.of(
        CONFLICT,
        "%s changed %s meanwhile (%s). Your change was not saved: read the page again and make it there."
            .formatted(step.who(), step.path(), step.says()),
        request,
        response);
  }
}
