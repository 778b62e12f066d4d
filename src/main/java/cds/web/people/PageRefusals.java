package cds.web.people;

import cds.web.edge.PageHeaders;
import cds.web.wire.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Tells people of a refusal on a page; programs get an OperationOutcome. */
@ControllerAdvice(basePackages = {"cds.web.people", "cds.web.workbench"})
@Order(0)
class PageRefusals {

  @ExceptionHandler
  ModelAndView of(Refusal refusal, HttpServletRequest request, HttpServletResponse response) {
    PageHeaders.set(response);
    ModelAndView page = new ModelAndView("refused");
    page.setStatus(HttpStatusCode.valueOf(refusal.status()));
    page.addObject("sentence", refusal.sentence());
    CurrentPerson.find(request).ifPresent(me -> page.addObject("me", me));
    return page;
  }
}
