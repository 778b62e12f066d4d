package cds.web.start;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How decisions are recorded.
 *
 * @param mode {@code fast}: a decision is answered once it stands in the journal on this machine;
 *     {@code strict}: once it is in the database
 * @param without what to do when a decision can be kept nowhere: {@code refuse} answers 503, {@code
 *     answer} shows the cards all the same
 * @param folder folder of the journal; it must outlive the process
 * @param keys file of the keys; all replicas share it
 * @param replica name of this replica, or null for the name of the machine
 * @param keep how long decisions stay
 * @param keepRequests how long kept requests stay
 * @param keepComments how long the comments of feedback stay
 */
public record RecordProperties(
    @DefaultValue("fast") String mode,
    @DefaultValue("refuse") String without,
    @DefaultValue("./data/journal") Path folder,
    @DefaultValue("./data/keys.json") Path keys,
    @Nullable String replica,
    @DefaultValue("3650d") Duration keep,
    @DefaultValue("30d") Duration keepRequests,
    @DefaultValue("365d") Duration keepComments) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Duration LEAST = Duration.ofDays(1);

  /**
   * Checks each setting.
   *
   * @throws StartRefused with a sentence that names the property
   */
  public RecordProperties {
    if (!mode.equals("fast") && !mode.equals("strict")) {
      throw new StartRefused(
          "cds.record.mode is '" + mode + "'. Use cds.record.mode=fast or cds.record.mode=strict.");
    }
    if (!without.equals("refuse") && !without.equals("answer")) {
      throw new StartRefused(
          "cds.record.without is '"
              + without
              + "'. Use cds.record.without=refuse or cds.record.without=answer.");
    }
    if (replica != null && !NAME.matcher(replica).matches()) {
      throw new StartRefused(
          "cds.record.replica is no name of a replica. Use 1 to 64 letters, digits, dots, hyphens"
              + " or underscores.");
    }
    requireADay(keep, "cds.record.keep");
    requireADay(keepRequests, "cds.record.keep-requests");
    requireADay(keepComments, "cds.record.keep-comments");
  }

  private static void requireADay(Duration time, String property) {
    if (time.compareTo(LEAST) < 0) {
      throw new StartRefused(property + " is " + time + ". Keep for at least a day, such as 30d.");
    }
  }

  /** Whether a decision waits for the database. */
  public boolean isStrict() {
    return mode.equals("strict");
  }

  /** Whether cards are shown even when the decision can be kept nowhere. */
  public boolean answersWithout() {
    return without.equals("answer");
  }
}
