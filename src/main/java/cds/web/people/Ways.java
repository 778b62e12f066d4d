package cds.web.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where people are led: to sign in, and back to where they wanted to be. */
final class Ways {

  static final String WORKBENCH = "/workbench";
  static final String RECORDS = "/records";
  static final String INSIGHT = "/insight";
  static final String ACCOUNT = "/workbench/account";
  static final String SIGN_IN = "/sign-in";
  static final String SIGN_OUT = "/sign-out";
  static final String SETUP = "/setup";

  /** Shows why something was refused. Only a forward leads there. */
  static final String REFUSED = "/sign-in/refused";

  private static final int LONGEST = 1000;
  private static final List<String> RECORD = List.of(RECORDS, INSIGHT);
  private static final Pattern LOCAL =
      Pattern.compile("/(workbench|records|insight)([/?][A-Za-z0-9._~/?&=%+:@,;!*'()-]*)?");
  private static final Pattern DOTS =
      Pattern.compile("//|\\.\\.|%2e|%2f|%5c", Pattern.CASE_INSENSITIVE);

  private static final String BACK = Ways.class.getName() + ".back";
  private static final String TOLD = Ways.class.getName() + ".told";

  private Ways() {}

  /**
   * Patterns of the pages for people who are signed in. Where only this machine is served, whoever
   * is on it reads the record without that.
   */
  static String[] inside(boolean loopback) {
    return Stream.concat(Stream.of(WORKBENCH), loopback ? Stream.empty() : RECORD.stream())
        .flatMap(path -> Stream.of(path, path + "/**"))
        .toArray(String[]::new);
  }

  /** Whether an address is one of our own pages for people who are signed in. */
  static boolean isOurs(String address) {
    return address.length() <= LONGEST
        && LOCAL.matcher(address).matches()
        && !DOTS.matcher(address).find();
  }

  /** Remembers where somebody wants to go once they are in; anything else than ours is not. */
  static void remember(HttpServletRequest request, String address) {
    if (isOurs(address)) {
      request.getSession().setAttribute(BACK, address);
    }
  }

  /** Where they wanted to go; the workbench if nowhere. */
  static String back(HttpServletRequest request) {
    String address = take(request, BACK);
    return address == null ? WORKBENCH : address;
  }

  /** Leaves a sentence for the next page. */
  static void tell(HttpServletRequest request, String sentence) {
    request.getSession().setAttribute(TOLD, sentence);
  }

  /** The sentence that was left, once. */
  static @Nullable String told(HttpServletRequest request) {
    return take(request, TOLD);
  }

  private static @Nullable String take(HttpServletRequest request, String name) {
    HttpSession session = request.getSession(false);
    if (session == null || !(session.getAttribute(name) instanceof String text)) {
      return null;
    }
    session.removeAttribute(name);
    return text;
  }

  /** Sends a browser on to a page of ours. */
  static void see(HttpServletResponse response, String address) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", address);
  }
}
