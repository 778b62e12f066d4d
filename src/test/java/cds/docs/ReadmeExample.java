package cds.docs;

import cds.acceptance.Answer;
import cds.acceptance.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The request and the card that the README shows, from an example that a test keeps true. */
final class ReadmeExample {

  static final String BEGIN = "<!-- example:begin -->";
  static final String END = "<!-- example:end -->";

  private static final String EXAMPLE = "src/test/resources/examples/eligible-adult/";
  private static final int READABLE = 120;

  private ReadmeExample() {}

  /** The README with the block between its markers made anew. */
  static String into(String readme) throws IOException {
    int begin = readme.indexOf(BEGIN);
    int end = readme.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalStateException("README.md lacks the markers " + BEGIN + " and " + END);
    }
    return readme.substring(0, begin + BEGIN.length()) + "\n" + block() + readme.substring(end);
  }

  private static String block() throws IOException {
    String request = Files.readString(Path.of(EXAMPLE + "request.json"));
    Answer answer = new Answer(Json.read(Files.readString(Path.of(EXAMPLE + "response.json"))));
    JsonNode card = answer.cards().get(0);
    return "\n"
        + asked(request)
        + "\n\nThe card that comes back (evaluated on "
        + card.at("/extension/io.github.dupilumab-cds/evaluatedAt").asString("").substring(0, 10)
        + "), as a clinician reads it:\n\n"
        + quoted(card)
        + "\n\nand as a program does:\n\n"
        + fenced("json", Json.pretty(card.at("/extension/io.github.dupilumab-cds/findings/0")))
        + "\n\n";
  }

  private static String asked(String request) {
    if (request.lines().count() < READABLE) {
      return fenced("json", request);
    }
    return fenced(
        "sh",
        "curl -s http://127.0.0.1:8080/cds-services/dupilumab-eligibility \\\n"
            + "  -H 'Content-Type: application/json' \\\n"
            + "  -d @"
            + EXAMPLE
            + "request.json\n");
  }

  private static String quoted(JsonNode card) {
    String text =
        "**" + card.get("summary").stringValue() + "**\n\n" + card.get("detail").stringValue();
    return text.lines()
        .map(line -> line.isEmpty() ? ">" : "> " + line)
        .collect(Collectors.joining("\n"));
  }

  private static String fenced(String language, String text) {
    return "```" + language + "\n" + text.stripTrailing() + "\n```";
  }
}
