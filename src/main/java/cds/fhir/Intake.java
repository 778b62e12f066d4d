package cds.fhir;

import cds.chart.Completeness;
import cds.chart.DataKind;
import cds.chart.Unused;
import cds.chart.Unused.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes in the entries of one request kind by kind, so that one bad entry never loses the rest. */
final class Intake {

  private final ResourceReader resources;
  private final Subjects subjects;
  private final Map<DataKind, Content> contents;
  private final Map<DataKind, Completeness> completeness = new EnumMap<>(DataKind.class);
  private final List<Unused> unused = new ArrayList<>();
  private final List<Unused> ordersLeftOut = new ArrayList<>();

  Intake(ResourceReader resources, Subjects subjects, Map<DataKind, Content> contents) {
    this.resources = resources;
    this.subjects = subjects;
    this.contents = contents;
  }

  /** The facts of one kind; what is not used and how complete the kind is, is noted. */
  <T> List<T> take(DataKind kind, EntryReader<T> reader) {
    Content content = contents.getOrDefault(kind, Content.none(Completeness.UNKNOWN));
    for (int i = 0; i < content.broken(); i++) {
      note(kind, Reason.UNREADABLE, null);
    }
    List<T> facts = new ArrayList<>();
    boolean all = true;
    for (Entry entry : content.own()) {
      all &= take(kind, entry, reader, facts);
    }
    note(kind, all ? content.completeness() : Completeness.INCOMPLETE);
    return facts;
  }

  /**
   * Takes a draft order. One that cannot be read is noted and still counts for the drug it names;
   * one of which nothing is left to check is noted as left out.
   */
  <T> void takeDraft(Entry order, EntryReader<T> reader, List<T> drafts) {
    DataKind kind = DataKind.MEDICATIONS;
    Optional<Read<T>> read = read(kind, order, reader);
    if (read.isEmpty()) {
      note(kind, Reason.UNREADABLE, order.reference());
      read = read(kind, DraftForm.namingTheDrug(order), reader);
    }
    read.ifPresent(found -> accept(kind, order, found, drafts));
    leftOut(read).ifPresent(why -> leaveOut(why, order.reference()));
  }

  /** Why nothing of a draft can be checked; an order entered in error is none. */
  private static <T> Optional<Reason> leftOut(Optional<Read<T>> read) {
    return read.isEmpty()
        ? Optional.of(Reason.UNREADABLE)
        : read.filter(found -> found.facts().isEmpty()).stream()
            .flatMap(found -> found.reasons().stream())
            .filter(reason -> reason != Reason.ENTERED_IN_ERROR)
            .findFirst();
  }

  /** Takes one entry; false when it cannot be read. */
  private <T> boolean take(DataKind kind, Entry entry, EntryReader<T> reader, List<T> facts) {
    Optional<Read<T>> read = read(kind, entry, reader);
    read.ifPresentOrElse(
        found -> accept(kind, entry, found, facts),
        () -> note(kind, Reason.UNREADABLE, entry.reference()));
    return read.isPresent();
  }

  private <T> void accept(DataKind kind, Entry entry, Read<T> read, List<T> facts) {
    facts.addAll(read.facts());
    read.reasons().forEach(reason -> note(kind, reason, entry.reference()));
  }

  /** What came of one entry; nothing when it cannot be read. */
  private <T> Optional<Read<T>> read(DataKind kind, Entry entry, EntryReader<T> reader) {
    try {
      Element resource = resources.read(entry);
      return subjects.holds(subject(kind, resource))
          ? Optional.of(reader.read(resource, entry.name()))
          : Optional.of(Read.refused(Reason.OTHER_SUBJECT));
    } catch (RuntimeException e) {
      // Whatever is wrong with it, and however it came out: the message quotes values, so it ends
      // here.
      return Optional.empty();
    }
  }

  /** Notes how much of a kind could be had. */
  void note(DataKind kind, Completeness found) {
    completeness.put(kind, found);
  }

  /** Notes something that is not used. */
  void note(DataKind kind, Reason reason, @Nullable String reference) {
    unused.add(new Unused(kind, reason, reference));
  }

  /** Notes a draft order of which nothing can be checked. */
  void leaveOut(Reason reason, @Nullable String reference) {
    ordersLeftOut.add(new Unused(DataKind.MEDICATIONS, reason, reference));
  }

  /** How much of each kind could be had. */
  Map<DataKind, Completeness> completeness() {
    return completeness;
  }

  /** What was not used. */
  List<Unused> unused() {
    return unused;
  }

  /** The draft orders of which nothing can be checked. */
  List<Unused> ordersLeftOut() {
    return ordersLeftOut;
  }

  /** R4 calls it subject in some types and patient in others. */
  private static String subject(DataKind kind, Element resource) {
    String name =
        kind == DataKind.ALLERGIES || kind == DataKind.IMMUNIZATIONS ? "patient" : "subject";
    return resource.get(name).get("reference").textOrEmpty();
  }
}
