package cds.knowledge;

import cds.knowledge.SiteCode.Kind;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a code map: YAML with {@code owner}, {@code reviewed} and a list {@code codes}. Everything
 * that is wrong is reported at once. What depends on a release (scores, units, ranges) is judged by
 * {@link SiteCodes#of}.
 */
public final class CodeMapReader {

  private static final List<String> KEYS = List.of("owner", "reviewed", "note", "codes");
  private static final List<String> CODE_KEYS =
      List.of(
          "system",
          "code",
          "display",
          "score",
          "scale",
          "value",
          "unit",
          "transform",
          "answer-system",
          "range",
          "note",
          "cases");
  private static final Pattern RANGE = Pattern.compile("\\[-?[0-9.]+\\.\\.-?[0-9.]+]");

  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]*");

  /** FHIR's code: no blanks around it, single blanks within. */
  private static final Pattern CODE = Pattern.compile("[^\\s\\p{Cntrl}]+( [^\\s\\p{Cntrl}]+)*");

  private final String file;
  private final Problems problems;

  private CodeMapReader(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * Reads a map.
   *
   * @param file its path, for messages
   * @param text its text
   * @param problems collects what is wrong; the result is not to be used unless there is nothing
   */
  public static CodeMap read(String file, String text, Problems problems) {
    return new CodeMapReader(file, problems).read(text);
  }

  private CodeMap read(String text) {
    int before = problems.found().size();
    JsonNode root = Yaml.of(file, text, problems).root();
    if (problems.found().size() > before) {
      // What cannot be read has no owner and no codes either; one fault is said once.
      return new CodeMap(file, RuleFiles.sha256(text), "", "", List.of());
    }
    problems.refuseUnknown(file, "", root, KEYS);
    String owner = text(root, "", "owner", true);
    String reviewed = text(root, "", "reviewed", true);
    try {
      LocalDate.parse(reviewed.isEmpty() ? "2000-01-01" : reviewed);
    } catch (DateTimeParseException e) {
      problems.add(file, "", "reviewed", "'" + reviewed + "' is no date; allowed: 2026-11-21");
    }
    List<SiteCode> codes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode spec : root.path("codes")) {
      SiteCode code = code(spec, "code " + (codes.size() + 1));
      if (!names.add(code.name())) {
        problems.add(file, code.code(), "code", "stands here twice with this system");
      }
      codes.add(code);
    }
    if (codes.isEmpty()) {
      problems.add(file, "", "codes", "must list at least one code");
    }
    return new CodeMap(file, RuleFiles.sha256(text), owner, reviewed, codes);
  }

  private SiteCode code(JsonNode spec, String place) {
    String row = spec.path("code").asString(place);
    problems.refuseUnknown(file, row, spec, CODE_KEYS);
    String word = text(spec, row, "value", true);
    Kind kind = Kind.ofWord(word).orElse(null);
    if (kind == null && !word.isEmpty()) {
      problem(row, "value", word, String.join(", ", Kind.words()));
    }
    TransformReader transforms = new TransformReader(file, row, problems);
    JsonNode transform = transforms.transform(spec.path("transform"));
    SiteCode code =
        new SiteCode(
            uri(spec, row, "system", true),
            codeText(spec, row),
            text(spec, row, "display", true),
            text(spec, row, "score", true),
            text(spec, row, "scale", false),
            kind == null ? Kind.QUANTITY : kind,
            text(spec, row, "unit", false),
            transforms.factor(transform.path("factor")),
            transforms.answers(transform.path("answers")),
            uri(spec, row, "answer-system", false),
            range(spec, row),
            cases(row, spec.path("cases")));
    if (kind != null) {
      checkForm(row, code, transform);
    }
    return code;
  }

  /** Answers belong to texts and codes, ranges and factors to numbers; never both. */
  private void checkForm(String row, SiteCode code, JsonNode transform) {
    Kind kind = code.kind();
    boolean answers = transform.has("answers");
    if (kind.mustBeAnswers() && !answers) {
      problems.add(
          file,
          row,
          "transform",
          "value: " + kind.word() + " needs answers: a number for each answer of the site");
    }
    if (answers && !kind.mayBeAnswers()) {
      problems.add(
          file,
          row,
          "transform",
          "answers do not go with value: " + kind.word() + "; give a range");
    }
    if (!answers && !kind.mustBeAnswers() && code.range() == null) {
      problems.add(
          file,
          row,
          "range",
          "must be given, as in [0..72]: what the site sends at most and least");
    }
    for (String answer : kind == Kind.INTEGER ? code.answers().keySet() : Set.<String>of()) {
      if (!INTEGER.matcher(answer).matches()) {
        problem(row, "answers", answer, "whole numbers, since value is integer");
      }
    }
    if (answers && code.range() != null) {
      problems.add(file, row, "range", "answers say already what is allowed; leave the range out");
    }
    if (!code.answerSystem().isEmpty() && kind != Kind.CODED) {
      problems.add(file, row, "answer-system", "goes with value: coded only");
    }
  }

  private Map<String, Optional<BigDecimal>> cases(String row, JsonNode node) {
    Map<String, Optional<BigDecimal>> cases = new LinkedHashMap<>();
    if (!node.isMissingNode() && !node.isObject()) {
      problem(row, "cases", node.toString(), "sent value: number, or sent value: unreadable");
    }
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      JsonNode gives = each.getValue();
      if (!gives.isNumber() && !gives.asString("").equals("unreadable")) {
        problem(row, "cases", each.getKey() + ": " + gives, "a number or unreadable");
        continue;
      }
      cases.put(
          each.getKey(), gives.isNumber() ? Optional.of(gives.decimalValue()) : Optional.empty());
    }
    return cases;
  }

  private @Nullable Range range(JsonNode spec, String row) {
    String text = text(spec, row, "range", false);
    if (!text.isEmpty() && !RANGE.matcher(text).matches()) {
      problem(row, "range", text, "both ends in brackets, as in [0..72]");
      return null;
    }
    return ReferenceReader.range(problems, file, row, "range", text);
  }

  private String codeText(JsonNode spec, String row) {
    String code = text(spec, row, "code", true);
    if (!code.isEmpty() && !CODE.matcher(code).matches()) {
      problem(row, "code", code, "a FHIR code: no blanks around it, no two blanks in a row");
    }
    return code;
  }

  private String uri(JsonNode spec, String row, String key, boolean required) {
    String text = text(spec, row, key, required);
    try {
      if (text.isEmpty() || new URI(text).isAbsolute()) {
        return text;
      }
    } catch (URISyntaxException e) {
      // Said below, together with what is a URI but not an absolute one.
    }
    problem(row, key, text, "an absolute URI, such as urn:oid:1.2.3");
    return text;
  }

  /** A text; a number must stand in quotes, so that it stays as it is written. */
  private String text(JsonNode spec, String row, String key, boolean required) {
    JsonNode value = spec.path(key);
    if (value.isMissingNode() && !required) {
      return "";
    }
    if (!value.isString() || value.asString("").isBlank()) {
      String read = value.isMissingNode() ? "" : "'" + value + "' is no text; ";
      problems.add(file, row, key, read + "must be given as text, in quotes if it is a number");
      return "";
    }
    return value.asString("");
  }

  private void problem(String row, String key, String read, String allowed) {
    problems.add(file, row, key, "'" + read + "' is not allowed; allowed: " + allowed);
  }
}
