package cds.web.people;

import cds.people.Account;
import cds.people.Person;
import cds.people.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Who sends a request, as they are on the database at this moment. */
final class Present extends AbstractAuthenticationToken implements SignedIn {

  private static final long serialVersionUID = 1L;

  private final transient Person person;

  Present(Account account) {
    super(
        account.person().roles().stream()
            .map(Role::name)
            .sorted()
            .map(SimpleGrantedAuthority::new)
            .toList());
    this.person = account.person();
    setAuthenticated(true);
  }

  /** What lets a person with any role pass. */
  static String[] anyRole() {
    return List.of(Role.values()).stream().map(Role::name).toArray(String[]::new);
  }

  @Override
  public Person person() {
    return person;
  }

  @Override
  public Object getPrincipal() {
    return person.name();
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof Present present && person.equals(present.person);
  }

  @Override
  public final int hashCode() {
    return person.hashCode();
  }
}
