package cds.derive;

import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Missing;
import cds.knowledge.Source;
import cds.language.Phrase;
import cds.language.Sentence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Kinds that combine elements with three-valued logic: yes, no, not known. */
final class LogicKinds {

  /** The reason that is told when several parts are missing: the first of these that occurs. */
  private static final List<Missing> MOST_TELLING =
      List.of(
          Missing.UNREADABLE, Missing.DISCORDANT, Missing.INVALID, Missing.STALE, Missing.ABSENT);

  private static final int MOST_SAID = 4;

  private LogicKinds() {}

  static void register(Map<String, Function<Args, Derivation>> kinds) {
    kinds.put("any-meets", args -> combine(args, true));
    kinds.put("all-meet", args -> combine(args, false));
    kinds.put("count-meeting", LogicKinds::count);
    kinds.put("first-known", LogicKinds::firstKnown);
  }

  /**
   * Yes when any (all) of the elements meets its condition. A missing part makes the answer missing
   * unless another part decides; with {@code ignore-missing} only parts that could not be read do.
   */
  private static Derivation combine(Args args, boolean any) {
    List<Args.Condition> conditions = args.conditions("of");
    boolean ignoreMissing = args.node("ignore-missing").asBoolean(false);
    return c -> {
      List<Source> meeting = new ArrayList<>();
      List<Source> failing = new ArrayList<>();
      List<DataValue.None> missing = new ArrayList<>();
      int met = 0;
      int failed = 0;
      for (Args.Condition condition : conditions) {
        DataValue value = c.get(condition.element());
        if (condition.cell().test(value)) {
          met++;
          // What is merely out of the way ("no") did not decide.
          if (!Boolean.FALSE.equals(value.yes())) {
            meeting.addAll(value.sources());
          }
        } else if (value instanceof DataValue.None none) {
          missing.add(none);
        } else {
          failed++;
          failing.addAll(value.sources());
        }
      }
      if (any ? met > 0 : failed > 0) {
        return DataValue.of(any, any ? meeting : failing);
      }
      boolean known = any ? failed > 0 : met > 0;
      DataValue.None told = mostTelling(missing);
      if (told != null && !(ignoreMissing && known && told.reason() != Missing.UNREADABLE)) {
        return told;
      }
      return DataValue.of(!any, any ? failing : meeting);
    };
  }

  /**
   * How many of the elements meet their condition. What is not known does not count; when nothing
   * is known, the number is missing.
   */
  private static Derivation count(Args args) {
    List<Args.Condition> conditions = args.conditions("of");
    return c -> {
      List<Source> meeting = new ArrayList<>();
      List<DataValue.None> missing = new ArrayList<>();
      int met = 0;
      for (Args.Condition condition : conditions) {
        DataValue value = c.get(condition.element());
        if (condition.cell().test(value)) {
          met++;
          meeting.addAll(value.sources());
        } else if (value instanceof DataValue.None none) {
          missing.add(none);
        }
      }
      DataValue.None told = mostTelling(missing);
      return told != null && missing.size() == conditions.size()
          ? told
          : DataValue.of(BigDecimal.valueOf(met), meeting);
    };
  }

  /** The value of the first of the elements that has one. */
  private static Derivation firstKnown(Args args) {
    List<DataElement> elements =
        args.texts("of").stream().map(name -> args.read("of", name)).toList();
    return c -> {
      List<DataValue.None> missing = new ArrayList<>();
      for (DataElement element : elements) {
        DataValue value = c.get(element);
        if (value instanceof DataValue.None none) {
          missing.add(none);
        } else {
          return value;
        }
      }
      DataValue told = mostTelling(missing);
      return told == null ? DataValue.none(Missing.ABSENT, Phrase.NOTHING_TO_CHOOSE_FROM) : told;
    };
  }

  private static DataValue.@org.jspecify.annotations.Nullable None mostTelling(
      List<DataValue.None> missing) {
    if (missing.size() <= 1) {
      return missing.isEmpty() ? null : missing.get(0);
    }
    Missing reason = missing.get(0).reason();
    for (DataValue.None none : missing) {
      if (MOST_TELLING.indexOf(none.reason()) < MOST_TELLING.indexOf(reason)) {
        reason = none.reason();
      }
    }
    List<Sentence> says = new ArrayList<>();
    Set<Source> sources = new LinkedHashSet<>();
    for (DataValue.None none : missing) {
      if (none.reason() == reason) {
        if (says.size() < MOST_SAID && !says.contains(none.says())) {
          says.add(none.says());
        }
        sources.addAll(none.sources());
      }
    }
    return new DataValue.None(reason, Sentence.listed("; ", says), sources);
  }
}
