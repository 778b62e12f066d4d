package cds.web.workbench;

import cds.authoring.ChangedMeanwhile;
import cds.authoring.NotPossible;
import cds.authoring.Step;
import cds.authoring.sheet.SheetRefused;
import cds.web.wire.Refusal;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** What cannot be done, said on a page. */
@ControllerAdvice(basePackageClasses = Unfit.class)
class Unfit {

  private static final int CONFLICT = 409;

  @ExceptionHandler
  ModelAndView refused(Refusal refusal) {
    return page(refusal.status(), refusal.sentence());
  }

  @ExceptionHandler
  ModelAndView notPossible(NotPossible e) {
    return page(CONFLICT, String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  ModelAndView sheet(SheetRefused e) {
    return page(400, "The table was not read: " + e.getMessage() + ".");
  }

  @ExceptionHandler
  ModelAndView meanwhile(ChangedMeanwhile e) {
    Step step = e.step();
    return page(
        CONFLICT,
        "%s changed %s meanwhile (%s: %s). Your change was not saved: read the page again, and make it there."
            .formatted(step.who(), step.path(), step.at(), step.says()));
  }

  private static ModelAndView page(int status, String says) {
    ModelAndView page = new ModelAndView("workbench/refused", HttpStatusCode.valueOf(status));
    page.addObject("says", says);
    return page;
  }
}
