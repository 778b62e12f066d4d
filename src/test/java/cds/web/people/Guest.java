package cds.web.people;

import cds.people.People;
import cds.people.Person;
import cds.people.Role;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without a screen: keeps cookies, sends the tokens of forms, follows only when told. */
public final class Guest {

  /** The password of everybody whom {@link #known} makes. */
  public static final String PASSWORD = "correct horse battery";

  private static final String COOKIE = "cds-session=";
  private static final String ONE_TIME = "one-time-password";
  private static final Pattern TOKEN =
      Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"|value=\"([^\"]+)\" name=\"_csrf\"");

  private final String base;
  private final HttpClient client = HttpClient.newHttpClient();
  private String session = "none";

  /** Comes to the server at this port. */
  public Guest(int port) {
    this.base = "http://127.0.0.1:" + port;
  }

  /** Puts somebody on the database, with a password of their own. */
  public static Person known(People people, String name, Role... roles) {
    Person person = new Person(name, "Dr " + name, Set.of(roles));
    people.add(person, ONE_TIME, "tests", Instant.now());
    people.setPassword(name, ONE_TIME, PASSWORD, Instant.now());
    return person;
  }

  /** Answer to a GET. */
  public HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** Loads the page of a form, and sends it with its token. */
  public HttpResponse<String> submit(String page, String action, String... fields) {
    List<String> all = new ArrayList<>(List.of(fields));
    all.addAll(List.of("_csrf", token(get(page).body())));
    return post(action, all.toArray(String[]::new));
  }

  /** Loads the page of a form, and sends a file with its token. */
  public HttpResponse<String> upload(String page, String action, String name, byte[] content) {
    String line = "--border\r\nContent-Disposition: form-data; name=\"";
    String head =
        line
            + "_csrf\"\r\n\r\n"
            + token(get(page).body())
            + "\r\n"
            + line
            + "file\"; filename=\""
            + name
            + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
    return send(
        HttpRequest.newBuilder(uri(action))
            .header("Content-Type", "multipart/form-data; boundary=border")
            .POST(
                BodyPublishers.concat(
                    BodyPublishers.ofString(head),
                    BodyPublishers.ofByteArray(content),
                    BodyPublishers.ofString("\r\n--border--\r\n"))));
  }

  /** Sends a form as it is. */
  public HttpResponse<String> post(String path, String... fields) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      body.append(i == 0 ? "" : "&")
          .append(encoded(fields[i]))
          .append('=')
          .append(encoded(fields[i + 1]));
    }
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  /** Signs in by the form. */
  public HttpResponse<String> signIn(String name, String password) {
    return submit("/sign-in", "/sign-in", "name", name, "password", password);
  }

  /** Where an answer leads. */
  public static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("nowhere");
  }

  /** The id of the session, as the cookie tells it. */
  public String session() {
    return session;
  }

  /** The token that stands in the forms of a page. */
  public static String token(String page) {
    Matcher token = TOKEN.matcher(page);
    if (!token.find()) {
      throw new AssertionError("the page has no form with a token");
    }
    return token.group(1) != null ? token.group(1) : token.group(2);
  }

  private URI uri(String path) {
    return URI.create(path.startsWith("http") ? path : base + path);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Sends a cookie that is for TLS only, too: a proxy may stand between. */
  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          client.send(
              request.header("Cookie", COOKIE + session).build(),
              BodyHandlers.ofString(StandardCharsets.UTF_8));
      answer.headers().allValues("Set-Cookie").stream()
          .filter(cookie -> cookie.startsWith(COOKIE))
          .forEach(cookie -> session = cookie.substring(COOKIE.length(), cookie.indexOf(';')));
      return answer;
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
