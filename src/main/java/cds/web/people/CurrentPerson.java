package cds.web.people;

import cds.people.Person;
import cds.people.Role;
import cds.web.wire.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;

/** Who is signed in. */
public final class CurrentPerson {

  private CurrentPerson() {}

  /** Who sends a request, if anybody is signed in. */
  public static Optional<Person> find(HttpServletRequest request) {
    return request.getUserPrincipal() instanceof SignedIn signedIn
        ? Optional.of(signedIn.person())
        : Optional.empty();
  }

  /**
   * Who sends a request.
   *
   * @throws Refusal 401 when nobody is signed in
   */
  public static Person of(HttpServletRequest request) {
    return find(request).orElseThrow(() -> new Refusal(401, "login", "Sign in first."));
  }

  /**
   * Who sends a request, and must have a role.
   *
   * @throws Refusal 401 when nobody is signed in, 403 without the role
   */
  public static Person with(Role role, HttpServletRequest request) {
    Person person = of(request);
    if (!person.is(role)) {
      throw new Refusal(
          403,
          "forbidden",
          "Only a person with the role " + role.name().toLowerCase(Locale.ROOT) + " may.");
    }
    return person;
  }
}
