package cds.people;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Somebody who can sign in.
 *
 * @param name the name to sign in with: 1 to 64 lower-case letters, digits and {@code . _ - @}
 * @param shownName how pages call them
 * @param roles what they may do
 */
public record Person(String name, String shownName, Set<Role> roles) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9._@-]{1,64}");

  /** Copies. */
  public Person {
    roles = Set.copyOf(roles);
  }

  /** The name that somebody means who writes this, if it can be one: small letters, no edges. */
  public static Optional<String> nameOf(String written) {
    String name = written.strip().toLowerCase(Locale.ROOT);
    return NAME.matcher(name).matches() ? Optional.of(name) : Optional.empty();
  }

  /** Whether the person has a role. */
  public boolean is(Role role) {
    return roles.contains(role);
  }
}
