package cds.web.people;

import cds.people.Person;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells templates who is signed in: {@code me}, or null. */
@ControllerAdvice
class Me {

  @ModelAttribute("me")
  @Nullable Person me(HttpServletRequest request) {
    return CurrentPerson.find(request).orElse(null);
  }
}
