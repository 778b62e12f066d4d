package cds.web.people;

import cds.people.Account;
import cds.people.Person;
import cds.people.PersonRefused;
import cds.people.SignIns;
import java.time.Instant;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Lets people in for whom an identity provider vouches by OpenID Connect. */
final class ProviderSignIn implements OAuth2UserService<OidcUserRequest, OidcUser> {

  /** The kind of a failure whose sentence is for the person. */
  static final String REFUSED = "refused";

  private final SignIns people;
  private final String rolesClaim;
  private final OidcUserService provider = new OidcUserService();

  ProviderSignIn(SignIns people, String rolesClaim) {
    this.people = people;
    this.rolesClaim = rolesClaim;
  }

  @Override
  public OidcUser loadUser(OidcUserRequest request) {
    OidcUser told = provider.loadUser(request);
    Person person =
        Claims.person(told.getClaims(), rolesClaim)
            .orElseThrow(
                () -> refused("Your identity provider tells no name that can be used here."));
    Instant now = Instant.now();
    try {
      Account account = people.vouched(person, subject(told), now);
      return new ProviderEntrance(account, told.getIdToken(), now);
    } catch (PersonRefused e) {
      throw refused(e.sentence());
    }
  }

  /** Subjects are told apart by each issuer only. */
  private static String subject(OidcUser told) {
    return told.getIssuer() + "\n" + told.getSubject();
  }

  /** A failure with a sentence for the person. */
  static OAuth2AuthenticationException refused(String sentence) {
    return new OAuth2AuthenticationException(new OAuth2Error(REFUSED, sentence, null), sentence);
  }
}
