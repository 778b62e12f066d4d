package cds.knowledge;

import cds.chart.Value.Form;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One code of a site, as its code map declares it.
 *
 * @param system the site's code system, an absolute URI
 * @param code the code in it
 * @param display the site's words for it, for people; nothing is matched by them
 * @param score what it measures: an instrument of the dictionary, or the value set of another
 *     measurement
 * @param scale lowest and highest value of the site's scale ({@code 0-4}); empty where the score is
 *     no instrument
 * @param kind the FHIR form in which values come
 * @param unit unit of the values after the transform; empty where the score has none
 * @param factor what the site's number is multiplied with; 1 when it is not
 * @param answers number by the site's answer; empty when values are numbers
 * @param answerSystem code system of coded answers; empty when only their text is compared
 * @param range values the site may send, before the transform; null with answers
 * @param cases what a sent value must come out as; an empty result is a value that must be refused
 */
public record SiteCode(
    String system,
    String code,
    String display,
    String score,
    String scale,
    Kind kind,
    String unit,
    BigDecimal factor,
    Map<String, BigDecimal> answers,
    String answerSystem,
    @Nullable Range range,
    Map<String, Optional<BigDecimal>> cases) {

  /** Copies; the order of the file stays. */
  public SiteCode {
    answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
    cases = Collections.unmodifiableMap(new LinkedHashMap<>(cases));
  }

  /** How a site sends a value. */
  public enum Kind {
    /** {@code valueQuantity}. */
    QUANTITY(Form.QUANTITY),
    /** {@code valueInteger}. */
    INTEGER(Form.INTEGER),
    /** {@code valueString} that holds a number and nothing else. */
    NUMERIC_STRING(Form.TEXT),
    /** {@code valueString} that is one of the site's answers. */
    STRING(Form.TEXT),
    /** {@code valueCodeableConcept} whose text or code is one of the site's answers. */
    CODED(Form.CODED);

    private final Form form;

    Kind(Form form) {
      this.form = form;
    }

    /** The form in which such values arrive. */
    public Form form() {
      return form;
    }

    /** The word used in a code map. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether values may, or must, be a list of answers. */
    boolean mayBeAnswers() {
      return this == INTEGER || mustBeAnswers();
    }

    boolean mustBeAnswers() {
      return this == STRING || this == CODED;
    }

    static Optional<Kind> ofWord(String word) {
      return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    static List<String> words() {
      return Stream.of(values()).map(Kind::word).toList();
    }
  }

  /** System and code, as people and messages name it. */
  String name() {
    return system + "|" + code;
  }
}
