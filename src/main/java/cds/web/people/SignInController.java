package cds.web.people;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page at {@code /sign-in}; what its form sends is judged before any controller. */
@Controller
class SignInController {

  private final FirstRun firstRun;
  private final ProviderLogin providers;

  SignInController(FirstRun firstRun, ProviderLogin providers) {
    this.firstRun = firstRun;
    this.providers = providers;
  }

  /**
   * The page; whoever is signed in already is led on.
   *
   * @param to where to go then; anything but a page of ours is forgotten
   */
  @GetMapping(Ways.SIGN_IN)
  String page(
      @RequestParam(name = "to", defaultValue = "") String to,
      HttpServletRequest request,
      Model model) {
    if (firstRun.isNeeded()) {
      return "redirect:" + Ways.SETUP;
    }
    if (!to.isEmpty()) {
      Ways.remember(request, to);
    }
    if (CurrentPerson.find(request).isPresent()) {
      return "redirect:" + Ways.back(request);
    }
    model.addAttribute("told", Ways.told(request));
    model.addAttribute("providers", providers.choices());
    return "sign-in";
  }

  /** Why a request did not get through; only {@link Doors} leads here. */
  @RequestMapping(Ways.REFUSED)
  String refused(HttpServletRequest request, Model model) {
    boolean forwarded = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) != null;
    model.addAttribute(
        "sentence",
        forwarded && request.getAttribute(Doors.SENTENCE) instanceof String sentence
            ? sentence
            : "Nothing was refused.");
    return "refused";
  }
}
