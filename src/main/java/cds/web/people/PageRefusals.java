package cds.web.people;

import cds.web.wire.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Tells people of a refusal on a page; programs get an OperationOutcome. */
@ControllerAdvice(basePackages = {"cds.web.people", "cds.web.workbench"})
@Order(0)
class PageRefusals {

  @ExceptionHandler
  ModelAndView of(Refusal refusal, HttpServletRequest request, HttpServletResponse response) {
    return RefusedPage.of(refusal.status(), refusal.sentence(), request, response);
  }
}
