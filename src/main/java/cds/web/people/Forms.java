package cds.web.people;

import cds.people.Person;
import cds.people.PersonRefused;
import cds.people.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what forms about people hold. */
final class Forms {

  private Forms() {}

  /**
   * A person.
   *
   * @throws PersonRefused when the name cannot be one
   */
  static Person person(String name, String shown, Set<Role> roles) {
    String taken =
        Person.nameOf(name)
            .orElseThrow(
                () ->
                    new PersonRefused(
                        "A name has 1 to 64 small letters, digits, dots, hyphens, underscores or"
                            + " @."));
    return new Person(taken, shown.strip(), roles);
  }

  /**
   * The roles of ticked boxes.
   *
   * @throws PersonRefused when a word is no role
   */
  static Set<Role> roles(List<String> words) {
    return words.stream()
        .filter(word -> !word.isEmpty())
        .map(Role::of)
        .map(Optional::stream)
        .map(
            found ->
                found.findFirst().orElseThrow(() -> new PersonRefused("There is no such role.")))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Refuses a password that was mistyped once.
   *
   * @throws PersonRefused when the two differ
   */
  static void requireSame(String password, String again) {
    if (!password.equals(again)) {
      throw new PersonRefused("The two passwords differ. Type the same one twice.");
    }
  }
}
