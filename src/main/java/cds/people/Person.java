package cds.people;

import java.util.Set;

/**
 * Somebody who can sign in.
 *
 * @param name the name to sign in with: 1 to 64 lower-case letters, digits and {@code . _ - @}
 * @param shownName how pages call them
 * @param roles what they may do
 */
public record Person(String name, String shownName, Set<Role> roles) {

  /** Copies. */
  public Person {
    roles = Set.copyOf(roles);
  }

  /** Whether the person has a role. */
  public boolean is(Role role) {
    return roles.contains(role);
  }
}
