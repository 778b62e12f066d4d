package cds.web.people;

import cds.people.Actions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.session.SessionInformationExpiredEvent;
import org.springframework.security.web.session.SessionInformationExpiredStrategy;

/** Where people find themselves once they signed in or out, or could not. */
final class Outcomes
    implements AuthenticationSuccessHandler,
        AuthenticationFailureHandler,
        LogoutHandler,
        LogoutSuccessHandler,
        SessionInformationExpiredStrategy {

  private final Actions actions;

  Outcomes(Actions actions) {
    this.actions = actions;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication person) {
    Ways.see(response, Ways.back(request));
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e) {
    Ways.tell(request, sentence(e));
    Ways.see(response, Ways.SIGN_IN);
  }

  /** Our own sentences; never those of a library or a provider. */
  private static String sentence(AuthenticationException e) {
    if (e instanceof OAuth2AuthenticationException provider) {
      return provider.getError().getErrorCode().equals(ProviderSignIn.REFUSED)
          ? String.valueOf(provider.getMessage())
          : "The identity provider did not let you in. Try again.";
    }
    return e instanceof InternalAuthenticationServiceException
        ? "Nobody can sign in at this moment. Try again."
        : String.valueOf(e.getMessage());
  }

  @Override
  public void logout(
      HttpServletRequest request, HttpServletResponse response, @Nullable Authentication person) {
    if (person != null && person.getPrincipal() instanceof Entrance entrance) {
      actions.add(
          new Actions.Action(
              Instant.now(), entrance.getName(), "signed out", entrance.getName(), ""));
    }
  }

  @Override
  public void onLogoutSuccess(
      HttpServletRequest request, HttpServletResponse response, @Nullable Authentication person) {
    Ways.tell(request, "You are signed out.");
    Ways.see(response, Ways.SIGN_IN);
  }

  @Override
  public void onExpiredSessionDetected(SessionInformationExpiredEvent event) {
    Ways.tell(
        event.getRequest(), "You have signed in elsewhere too often; sign in again to go on here.");
    Ways.see(event.getResponse(), Ways.SIGN_IN);
  }
}
