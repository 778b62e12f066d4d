package cds.fhir.access;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
  private final List<Scope> scopes;

  /** One scope that can be understood; the threads of a call share it. */
  private record Scope(String type, String may, boolean restricted) {

    static Stream<Scope> of(String text) {
      Matcher parts = SCOPE.matcher(text);
      return parts.matches()
          ? Stream.of(
              new Scope(parts.group("type"), parts.group("may"), parts.group("only") != null))
          : Stream.empty();
    }

    boolean covers(String wanted, char operation) {
      return (type.equals("*") || type.equals(wanted))
          && switch (may) {
            case "*", "read" -> true;
            case "write" -> false;
            default -> may.indexOf(operation) >= 0;
          };
    }
  }

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
    scopes = Pattern.compile("\\s+").splitAsStream(scope.strip()).flatMap(Scope::of).toList();
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
    for (Scope scope : scopes) {
      if (scope.covers(type, operation)) {
        if (!scope.restricted()) {
          return Cover.ALL;
        }
        cover = Cover.SOME;
      }
    }
    return cover;
  }
}
