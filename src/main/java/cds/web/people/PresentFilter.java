package cds.web.people;

import cds.people.Account;
import cds.people.People;
import cds.web.wire.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks up with every request who somebody is now: whoever may no longer sign in is out at once,
 * and a role that was taken away is gone. Who still has a one-time password gets no further than to
 * the page that replaces it.
 */
final class PresentFilter extends OncePerRequestFilter {

  private static final int RETRY_SECONDS = 30;

  private final People people;

  PresentFilter(People people) {
    this.people = people;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication session = SecurityContextHolder.getContext().getAuthentication();
    if (session == null || !(session.getPrincipal() instanceof Entrance entrance)) {
      chain.doFilter(request, response);
      return;
    }
    Optional<Account> account;
    try {
      account = present(entrance);
    } catch (DataAccessException e) {
      new Refusal(503, "transient", "The database does not answer; try again.", RETRY_SECONDS)
          .answer(response);
      return;
    }
    if (account.isEmpty()) {
      end(request);
    } else if (account.get().mustSetPassword() && isElsewhere(request)) {
      Ways.see(response, Ways.ACCOUNT);
      return;
    } else {
      be(new Present(account.get()));
    }
    chain.doFilter(request, response);
  }

  private Optional<Account> present(Entrance entrance) {
    return people
        .find(entrance.getName())
        .filter(Account::active)
        .filter(account -> !entrance.isOver(account.stamp(), Instant.now()));
  }

  /** Everywhere but where the password is replaced, and where people sign in or out. */
  private static boolean isElsewhere(HttpServletRequest request) {
    String path = request.getRequestURI();
    return !path.equals(Ways.ACCOUNT)
        && !path.startsWith(Ways.SIGN_IN)
        && !path.equals(Ways.SIGN_OUT)
        && !path.startsWith(ProviderLogin.START + "/")
        && !path.startsWith(ProviderLogin.RETURN);
  }

  private static void end(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    SecurityContextHolder.clearContext();
  }

  /** For this request only: the session keeps the entrance. */
  private static void be(Present present) {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(present);
    SecurityContextHolder.setContext(context);
  }
}
