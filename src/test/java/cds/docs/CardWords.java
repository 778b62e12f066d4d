package cds.docs;

import static cds.docs.Markdown.escape;

import cds.authoring.words.CellWords;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Card texts as a clinician sees them, with the places that a patient's data fill marked. */
final class CardWords {

  private static final Pattern PLACE = Pattern.compile("\\{([\\w,-]+)(\\.\\w+)?}");
  private static final Map<String, String> GIVEN =
      Map.of(
          "because", "what decided",
          "reasons", "the reasons",
          "dose", ", with the dose if one is proposed");

  private final Dictionary dictionary;

  CardWords(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /** The text with each place named, such as ‹body weight›. */
  String shown(String template) {
    return PLACE
        .matcher(escape(template))
        .replaceAll(
            match -> Matcher.quoteReplacement("‹" + place(match.group(1), match.group(2)) + "›"));
  }

  private String place(String name, String part) {
    if (part == null && GIVEN.containsKey(name)) {
      return GIVEN.get(name);
    }
    List<String> labels =
        Stream.of(name.replace("\\", "").split(",", -1)).map(dictionary::label).toList();
    String label = escape(CellWords.or(labels));
    return switch (part == null ? "" : part) {
      case "" -> label;
      case ".because" -> "what the record says about: " + label;
      case ".date" -> "date of: " + label;
      case ".why" -> "why not known: " + label;
      default -> label + escape(part);
    };
  }
}
