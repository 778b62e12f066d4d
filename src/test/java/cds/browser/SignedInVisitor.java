package cds.browser;

import cds.people.People;
import cds.people.Role;
import cds.web.people.Guest;

/** Takes a visitor through the form to sign in. */
final class SignedInVisitor {

  private SignedInVisitor() {}

  /**
   * Signs in, and stands on the page of the account then. Tests that do so let {@code QuickHashes}
   * hash.
   *
   * @param people where the person is put, unless they are there
   * @param name to sign in with
   */
  static Visitor signIn(Visitor visitor, People people, String name, Role... roles) {
    if (people.find(name).isEmpty()) {
      Guest.known(people, name, roles);
    }
    return signIn(visitor, name, Guest.PASSWORD);
  }

  /** Signs in with any password. */
  static Visitor signIn(Visitor visitor, String name, String password) {
    visitor.open("/workbench/account");
    visitor.page().locator("#name").fill(name);
    visitor.page().locator("#password").fill(password);
    visitor.page().locator("main button").click();
    visitor.page().waitForURL("**/workbench/account");
    return visitor;
  }
}
