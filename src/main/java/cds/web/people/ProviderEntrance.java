package cds.web.people;

import cds.people.Account;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** An entrance for which an identity provider vouches; the rest of what it told is forgotten. */
final class ProviderEntrance extends Entrance implements OidcUser {

  private static final long serialVersionUID = 1L;

  private final transient OidcIdToken token;

  ProviderEntrance(Account account, OidcIdToken token, Instant at) {
    super(account.person().name(), account.stamp(), at);
    this.token = token;
  }

  @Override
  public Map<String, Object> getClaims() {
    return Map.of();
  }

  @Override
  public Map<String, Object> getAttributes() {
    return Map.of();
  }

  @Override
  public OidcUserInfo getUserInfo() {
    return new OidcUserInfo(Map.of("sub", getName()));
  }

  @Override
  public OidcIdToken getIdToken() {
    return token;
  }

  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return List.of();
  }
}
