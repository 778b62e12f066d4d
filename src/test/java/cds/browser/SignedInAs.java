package cds.browser;

import cds.people.Person;
import cds.people.Role;
import cds.web.people.SignedIn;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Set;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Everybody is signed in as Ann, or as whom the address names; {@code as=nobody} is not. */
@TestConfiguration
class SignedInAs {

  /** After Spring Security, which stands at -100. */
  @Bean
  FilterRegistrationBean<Filter> signedIn() {
    FilterRegistrationBean<Filter> registration =
        new FilterRegistrationBean<>(
            (request, response, chain) ->
                chain.doFilter(new Signed((HttpServletRequest) request), response));
    registration.setOrder(-10);
    return registration;
  }

  /** Who somebody is. */
  private record Somebody(Person person) implements SignedIn {

    @Override
    public String getName() {
      return person.name();
    }
  }

  private static final class Signed extends HttpServletRequestWrapper {

    Signed(HttpServletRequest request) {
      super(request);
    }

    @Override
    public Principal getUserPrincipal() {
      String query = String.valueOf(getQueryString());
      String name = query.startsWith("as=") ? query.substring("as=".length()) : "ann";
      return name.equals("nobody")
          ? null
          : new Somebody(new Person(name, "Ann Author", Set.of(Role.AUTHOR)));
    }
  }
}
