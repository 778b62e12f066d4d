package cds.web.people;

import cds.people.Account;
import cds.people.SignIns;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Signs in by name and password. Hashing is dear, so only one is compared at a time. */
final class PasswordSignIn implements AuthenticationProvider {

  private static final String WRONG =
      "The name or the password is wrong. After %d wrong passwords a name is locked for %d minutes."
          .formatted(SignIns.ALLOWED, SignIns.LOCKED.toMinutes());
  private static final int PATIENCE_SECONDS = 10;

  private final SignIns people;
  private final Guesses guesses;
  private final Semaphore turn = new Semaphore(1, true);

  PasswordSignIn(SignIns people, Guesses guesses) {
    this.people = people;
    this.guesses = guesses;
  }

  @Override
  public Authentication authenticate(Authentication asked) {
    String address =
        asked.getDetails() instanceof WebAuthenticationDetails details
            ? String.valueOf(details.getRemoteAddress())
            : "";
    if (!guesses.mayTry(address)) {
      throw new AuthenticationServiceException(
          "Too many wrong passwords came from your address. Wait a minute.");
    }
    Account account =
        inTurn(asked.getName(), String.valueOf(asked.getCredentials()))
            .orElseThrow(
                () -> {
                  guesses.wasWrong(address);
                  return new BadCredentialsException(WRONG);
                });
    return UsernamePasswordAuthenticationToken.authenticated(
        new Entrance(account.person().name(), account.stamp(), Instant.now()), null, List.of());
  }

  private Optional<Account> inTurn(String name, String password) {
    try {
      if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AuthenticationServiceException(
            "Too many people sign in at this moment. Try again.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuthenticationServiceException("The service stops. Try again.");
    }
    try {
      return people.byPassword(name, password, Instant.now());
    } finally {
      turn.release();
    }
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
