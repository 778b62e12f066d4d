package cds.web.people;

import static org.assertj.core.api.Assertions.assertThat;

import cds.people.Person;
import cds.people.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClaimsTests {

  @Test
  void theFirstClaimThatCanBeANameIsTheName() {
    assertThat(
            Claims.person(
                Map.of("preferred_username", "CLINIC\\ann", "email", "Ann@x.org"), "roles"))
        .contains(new Person("ann@x.org", "ann@x.org", Set.of()));
    assertThat(
            Claims.person(Map.of("preferred_username", 7, "sub", "u-1", "name", "A\nB"), "roles"))
        .contains(new Person("u-1", "A B", Set.of()));
    assertThat(Claims.person(Map.of("sub", "auth0|1"), "roles")).isEmpty();
    assertThat(
            Claims.person(Map.of("sub", "a", "name", "n".repeat(200)), "roles")
                .orElseThrow()
                .shownName())
        .hasSize(128)
        .endsWith("…");
  }

  @Test
  void rolesAreAListOrWordsAndOthersAreNobodysBusiness() {
    assertThat(roles(Map.of("roles", List.of("author", "Reviewer", "boss", 7)), "roles"))
        .isEqualTo(Set.of(Role.AUTHOR));
    assertThat(roles(Map.of("scope", "reader reviewer,administrator"), "scope"))
        .isEqualTo(Set.of(Role.READER, Role.REVIEWER, Role.ADMINISTRATOR));
    assertThat(roles(Map.of("https://x.org/roles", "author"), "https://x.org/roles"))
        .isEqualTo(Set.of(Role.AUTHOR));
    assertThat(roles(Map.of("a", Map.of("b", Map.of("c", List.of("author")))), "a.b.c"))
        .isEqualTo(Set.of(Role.AUTHOR));
    assertThat(roles(Map.of("a", "author"), "a.b")).isEmpty();
    assertThat(roles(Map.of(), "roles")).isEmpty();
  }

  private static Set<Role> roles(Map<String, Object> claims, String claim) {
    Map<String, Object> named = new HashMap<>(claims);
    named.put("sub", "ann");
    return Claims.person(named, claim).orElseThrow().roles();
  }
}
