package cds.clients;

import cds.decide.Mute;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reads which findings a client does not want to see, why, on whose word and until when. */
final class MutesReader {

  private static final List<String> KEYS = List.of("finding", "reason", "by", "until");

  private MutesReader() {}

  static List<Mute> read(Entry client) {
    List<Mute> mutes = new ArrayList<>();
    for (Entry entry : client.entries("mutes")) {
      entry.refuseUnknown(KEYS);
      mutes.add(
          new Mute(
              required(entry, "finding", "the code of a finding"),
              required(entry, "reason", "why the finding is not to be seen"),
              required(entry, "by", "who answers for that"),
              until(entry)));
    }
    return mutes;
  }

  private static String required(Entry entry, String key, String allowed) {
    String text = entry.text(key, "");
    if (text.isEmpty()) {
      entry.problem("mutes." + key, text, allowed);
    }
    return text;
  }

  private static LocalDate until(Entry entry) {
    String text = entry.text("until", "");
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      entry.problem("mutes.until", text, "the last day, such as 2027-01-31");
      return LocalDate.EPOCH;
    }
  }
}
