package cds.web.start;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people sign in.
 *
 * @param rolesClaim the claim in which an identity provider names the roles of a person; dots lead
 *     into objects, as in {@code realm_access.roles}
 */
public record PeopleProperties(@DefaultValue("roles") String rolesClaim) {

  /**
   * Checks.
   *
   * @throws StartRefused with a sentence that names the property
   */
  public PeopleProperties {
    if (rolesClaim.isBlank()) {
      throw new StartRefused("cds.people.roles-claim is empty. Name a claim, such as roles.");
    }
  }
}
