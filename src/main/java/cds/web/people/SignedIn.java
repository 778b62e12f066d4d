package cds.web.people;

import cds.people.Person;
import java.security.Principal;

/** A principal that tells the person. */
public interface SignedIn extends Principal {

  /** The person. */
  Person person();
}
