package cds.language;

import java.util.List;
import java.util.Locale;

/**
 * The sentences that are the same for every rule. Their words stand in {@code
 * rules/languages/en.yaml} under {@code phrases}, by key; here stand only the names of their
 * placeholders, in the order in which the code gives what fills them.
 */
public enum Phrase implements Sentence {
  // What a resource says (the reasons behind a card).
  VALUE_ON("label", "value", "date"),
  RECOMPUTED_ON("label", "value", "total", "date"),
  NOTED("fact", "note"),
  ANSWER_ON("label", "answer", "date"),
  ON("fact", "date"),
  RECORDED("date"),
  SINCE("date"),
  ON_DAY("date"),
  FROM("date"),
  FROM_TO("date", "end"),
  STATUS_TO("status", "end"),
  ACTIVE,
  NOT_ACTIVE,
  SUSPECTED,
  CONDITION,
  DRUG,
  DRUG_ROUTE("drug", "route"),
  BORN("date"),
  SEX,
  DECEASED,
  UNUSED("count", "kind", "reason"),
  DATA_INCOMPLETE("kind"),
  DATA_NOT_HAD("kind"),
  OTHER_AGE("fact"),
  WITHOUT_VALUE,
  // What a draft order says.
  ORDERED("mg", "weeks"),
  ORDERED_ONCE("mg"),
  ORDERED_AS("mg"),
  ORDERED_WITHOUT_REPEAT,
  WITHOUT_DOSE_ONCE,
  ONCE_ON_DAY("days"),
  ONCE_ON_DAYS("days"),
  DAYS_AFTER("days"),
  ROUTE_OF_ORDER,
  FIRST_ORDER,
  ONE_MORE_ORDER,
  // Why something is not known.
  NONE_ON_RECORD("label"),
  NOT_KNOWN_IN_FULL("label", "kind"),
  ANSWER_ABOUT("label"),
  TWO_VALUES("one", "other"),
  TOO_OLD("fact"),
  NEWEST_IS_OF("label", "date"),
  ON_RECORD_UNUSABLE("label", "fact"),
  UNUSABLE("fact"),
  REJECTED("label", "why"),
  REJECTED_OF("label", "date", "why"),
  VALUE_NOT_USABLE,
  NOT_PLAUSIBLE("label", "number"),
  NO_DAY_BEGAN("label"),
  NO_DAY_TO_LOOK_AT("label"),
  NO_BIRTH_DATE,
  NO_DATE_FOR_AGE,
  BIRTH_DATE_PARTIAL("date"),
  BIRTH_DATE_FUTURE,
  BIRTH_DAY_UNKNOWN,
  NOTHING_LEFT_OUT,
  NOTHING_TO_CHOOSE_FROM,
  NO_FIRST_DOSE,
  NO_REGIMEN,
  NO_OUTCOME,
  NO_START,
  NO_END,
  NO_ROW_TO_COMPARE,
  NO_ROW("table"),
  NOT_DERIVED,
  LAST_DOSE_UNKNOWN,
  FIRST_VALUE_TOO_LOW("number"),
  FIRST_VALUE_ZERO,
  NO_REFERENCE_VALUE,
  NOT_COMPUTABLE,
  NO_ORDER,
  NO_REPEATED_DOSE,
  SEVERAL_REPEATED_DOSES,
  INTERVAL_UNREADABLE,
  DOSE_UNREADABLE,
  DOSE_ONCE_UNREADABLE,
  NO_STRENGTH,
  DOSES_ONCE_UNDATED,
  STEPS_UNDATED,
  NO_ROUTE,
  ROUTE_UNRECOGNISED,
  UNDECIDED("label", "value"),
  NOT_DECIDED,
  // Values in a sentence.
  YES,
  NO,
  NOT_KNOWN,
  UNKNOWN_DATE,
  NO_RESOURCE,
  WEEKS("number"),
  DAYS("number"),
  MONTH("number"),
  MONTHS("number"),
  YEARS("number"),
  YEARS_AND_MONTHS("years", "months"),
  // The frame of a card.
  LIMITED("limit", "summary"),
  AND_MORE("summary", "count"),
  AND_DOSE("dose"),
  BECAUSE("because"),
  DO("action"),
  TO_DECIDE,
  TO_MEET_IT("reason", "ask"),
  ALSO_NOT_KNOWN,
  ALSO_NOT_KNOWN_LIST("missing"),
  NEEDS_CONFIRMATION,
  // Orders.
  DOSE_OF("product"),
  DOSE_MG("mg"),
  DOSE_MG_ON_DAY("mg", "day"),
  ORDER("order"),
  COMPLETE_ORDER("order"),
  CORRECT_ORDER("order"),
  REMOVE_ORDER("drug");

  @SuppressWarnings("ImmutableEnumChecker") // List.of never changes
  private final List<String> placeholders;

  Phrase(String... placeholders) {
    this.placeholders = List.of(placeholders);
  }

  /** The key under which its words stand: {@code NO_ORDER} is {@code no-order}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Names of what fills it, in order. */
  public List<String> placeholders() {
    return placeholders;
  }

  /**
   * The phrase, filled.
   *
   * @param arguments one for each placeholder, in their order
   */
  public Sentence of(Sentence... arguments) {
    return new Sentence.Filled(this, List.of(arguments));
  }

  @Override
  public String in(Language language) {
    return of().in(language);
  }
}
