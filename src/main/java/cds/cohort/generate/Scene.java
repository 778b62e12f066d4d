package cds.cohort.generate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** One patient while it is drawn and written; the next one takes its place. */
final class Scene {

  private static final long PATIENT_KEY = Dice.key("faults of a patient");
  private static final long LINE_KEY = Dice.key("faults of a line");
  private static final byte[] BEGIN = ascii("{\"reference\":\"");
  private static final byte[] END = ascii("\"}");
  private static final byte[] AS_UUID = ascii("urn:uuid:");
  private static final byte[] RELATIVE = ascii("Patient/");
  private static final byte[] NOBODY = ascii("{\"display\":\"not known\"}");
  private static final byte[] DASH = ascii("-");
  private static final int TURNS = 1 << 10;
  private static final int DIGITS = 7;
  private static final double MILLION = 1e6;

  private final double[] values;
  private final Days days;
  private final Faults faults;
  private final List<Lines> lines;
  private final byte[] base;
  private final Dice dice = new Dice();
  private long number;
  private long turn;
  private long written;
  private boolean asUuid;
  private boolean hasOwnLine;
  private byte[] id = {};

  /** The faults of the line that is being written. */
  private boolean absolute;

  private boolean ofNobody;

  /**
   * Takes what it reads and writes to.
   *
   * @param values how many values a patient has
   * @param lines by number of their type
   */
  Scene(int values, Days days, Faults faults, List<Lines> lines) {
    this.values = new double[values];
    this.days = days;
    this.faults = faults;
    this.lines = List.copyOf(lines);
    this.base = ascii(faults.base() + "Patient/");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Turns to a patient of a population; number 0 stands for what all of them share. */
  void patient(long seed, long number) {
    this.number = number;
    turn = 0;
    written = 0;
    Arrays.fill(values, Double.NaN);
    dice.patient(seed, number);
    dice.take(PATIENT_KEY, 0);
    hasOwnLine = !dice.hits(faults.withoutPatient());
    asUuid = dice.hits(faults.uuid());
    id = asUuid ? uuid() : named();
  }

  /** A random UUID (RFC 4122, version 4). */
  private byte[] uuid() {
    long high = (dice.bits() & ~0xf000L) | 0x4000L;
    long low = (dice.bits() & ~(3L << 62)) | (1L << 63);
    return ascii(new UUID(high, low).toString());
  }

  private byte[] named() {
    String digits = Long.toString(number);
    return ascii("p-" + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits);
  }

  /** A value; NaN when there is none. */
  double value(int slot) {
    return values[slot];
  }

  /** Keeps a value. */
  void keep(int slot, double value) {
    values[slot] = value;
  }

  /** Days before the day by which the population is judged. */
  Days days() {
    return days;
  }

  /** The dice, turned to what is drawn. */
  Dice dice(long key) {
    dice.take(key, turn);
    return dice;
  }

  /** The dice as they are turned. */
  Dice dice() {
    return dice;
  }

  /** Goes into one of the turns of something that repeats itself; returns the turn it was in. */
  long enter(int of) {
    long outer = turn;
    turn = outer * TURNS + of + 1;
    return outer;
  }

  /** Goes back to the turn that {@link #enter} returned. */
  void leave(long outer) {
    turn = outer;
  }

  /** Writes a resource of the patient, with the faults that its line has. */
  void write(Template template) {
    if (template.isPatient() && !hasOwnLine) {
      return;
    }
    written++;
    dice.take(LINE_KEY, written);
    absolute = !asUuid && dice.hits(faults.absolute());
    ofNobody = dice.share() * MILLION < faults.ofNobody();
    boolean cut = dice.share() * MILLION < faults.cut();
    boolean twice = dice.hits(faults.twice());
    Lines out = lines.get(template.type());
    int from = out.size();
    template.write(this, out);
    if (cut) {
      out.halve(from);
    }
    out.end();
    if (twice) {
      out.again(from);
    }
  }

  /** Writes the id of the patient. */
  void patientId(Lines out) {
    out.add(id);
  }

  /** Writes an id that no other resource of its type has. */
  void lineId(Lines out) {
    out.add(number);
    out.add(DASH);
    out.add(written);
  }

  /** Writes the Reference to the patient. */
  void subject(Lines out) {
    if (ofNobody) {
      out.add(NOBODY);
      return;
    }
    out.add(BEGIN);
    out.add(asUuid ? AS_UUID : absolute ? base : RELATIVE);
    out.add(id);
    out.add(END);
  }
}
