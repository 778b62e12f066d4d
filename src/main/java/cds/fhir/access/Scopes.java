package cds.fhir.access;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scopes of a grant, in the syntax of SMART App Launch 1 ({@code patient/Observation.read}) and
 * 2 ({@code patient/Observation.rs?category=laboratory}).
 */
final class Scopes {

  private static final Pattern SCOPE =
      Pattern.compile(
          "(?:patient|user|system)/(?<type>\\*|[A-Za-z]+)"
              + "\\.(?<may>read|write|\\*|c?r?u?d?s?)(?<only>\\?.*)?");

  private final boolean silent;
  private final List<Matcher> scopes;

  /** How much of a type of resource a grant covers. */
  enum Cover {
    ALL,
    /** Only what fits a query: what else there is, is not shown. */
    SOME,
    NONE
  }

  /** Takes them as sent, separated by spaces; older clients send none. */
  Scopes(String scope) {
    silent = scope.isBlank();
    scopes = Pattern.compile("\\s+").splitAsStream(scope.strip()).map(SCOPE::matcher).toList();
  }

  /** Whether a resource of this type may be read by its id. */
  Cover read(String type) {
    return cover(type, 'r');
  }

  /** Whether resources of this type may be searched. */
  Cover search(String type) {
    return cover(type, 's');
  }

  private Cover cover(String type, char operation) {
    if (silent) {
      return Cover.ALL;
    }
    Cover cover = Cover.NONE;
    for (Matcher scope : scopes) {
      if (scope.matches() && isFor(scope, type) && allows(scope.group("may"), operation)) {
        if (scope.group("only") == null) {
          return Cover.ALL;
        }
        cover = Cover.SOME;
      }
    }
    return cover;
  }

  private static boolean isFor(Matcher scope, String type) {
    return scope.group("type").equals("*") || scope.group("type").equals(type);
  }

  private static boolean allows(String may, char operation) {
    return switch (may) {
      case "*", "read" -> true;
      case "write" -> false;
      default -> may.indexOf(operation) >= 0;
    };
  }
}
