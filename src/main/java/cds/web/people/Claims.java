package cds.web.people;

import cds.people.Person;
import cds.people.Role;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads who somebody is from what an identity provider says of them. */
final class Claims {

  private static final int LONGEST_SHOWN = 128;

  private Claims() {}

  /**
   * The person, named by the first of {@code preferred_username}, {@code email} and {@code sub}
   * that can be a name here.
   *
   * @param rolesClaim the claim that names roles; dots lead into objects
   */
  static Optional<Person> person(Map<String, Object> claims, String rolesClaim) {
    return Stream.of("preferred_username", "email", "sub")
        .map(claim -> text(claims.get(claim)))
        .map(Person::nameOf)
        .flatMap(Optional::stream)
        .findFirst()
        .map(name -> new Person(name, shown(claims, name), roles(claims, rolesClaim)));
  }

  private static String shown(Map<String, Object> claims, String name) {
    String told = text(claims.get("name")).replaceAll("\\p{Cntrl}", " ").strip();
    String shown = told.isEmpty() ? name : told;
    return shown.length() <= LONGEST_SHOWN ? shown : shown.substring(0, LONGEST_SHOWN - 1) + "…";
  }

  /** Words that are no role here are none of our business. */
  private static Set<Role> roles(Map<String, Object> claims, String rolesClaim) {
    Object told = value(claims, rolesClaim);
    Stream<?> words =
        told instanceof Collection<?> several
            ? several.stream()
            : Arrays.stream(text(told).split("[ ,]+"));
    return words
        .map(Claims::text)
        .map(Role::of)
        .flatMap(Optional::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static @Nullable Object value(Map<?, ?> claims, String path) {
    Object whole = claims.get(path);
    int dot = path.indexOf('.');
    if (whole != null || dot < 0) {
      return whole;
    }
    return claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
        ? value(inner, path.substring(dot + 1))
        : null;
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }
}
