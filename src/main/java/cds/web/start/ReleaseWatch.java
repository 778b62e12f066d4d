package cds.web.start;

import cds.authoring.RuleRelease;
import cds.authoring.RuleReleases;
import cds.knowledge.RuleFiles;
import cds.knowledge.RulesRejected;
import cds.record.RecordsUnusable;
import cds.record.Releases;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Lets each replica follow the history of releases: every other second it looks which one is in
 * force. One that cannot be used is told once; the rules before it go on deciding.
 */
public final class ReleaseWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReleaseWatch.class);
  private static final long SECONDS = 2;

  private final LiveRules live;
  private final RuleReleases history;
  private final Releases texts;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "release-watch");
            thread.setDaemon(true);
            return thread;
          });
  private volatile @Nullable Refused refused;

  /**
   * A release that should be in force and is not.
   *
   * @param number its place in the history
   * @param says why
   */
  public record Refused(long number, String says) {}

  ReleaseWatch(LiveRules live, RuleReleases history, Releases texts) {
    this.live = live;
    this.history = history;
    this.texts = texts;
  }

  /** Begins to look. */
  @SuppressWarnings("FutureReturnValueIgnored") // What goes wrong is told by the task itself.
  void begin() {
    clock.scheduleWithFixedDelay(this::guarded, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  private void guarded() {
    try {
      follow();
    } catch (DataAccessException e) {
      LOG.debug("The history of releases cannot be read; the next look tries again");
    } catch (RuntimeException e) {
      LOG.warn("The history of releases was not followed: {}", e.getClass().getSimpleName());
    }
  }

  /** Looks now, and lets the release that is in force decide. */
  public synchronized void follow() {
    Optional<RuleRelease> found = history.inForce(Instant.now());
    if (found.isEmpty() || found.get().number() == live.now().number()) {
      refused = null;
      return;
    }
    RuleRelease release = found.get();
    Refused before = refused;
    if (before != null && before.number() == release.number()) {
      return;
    }
    String decided = live.release().hash();
    try {
      live.swap(texts(release, history, texts), release.number());
      refused = null;
      LOG.info(
          "Release {} decides now: {}, before it {}", release.version(), release.hash(), decided);
    } catch (RulesRejected | StartRefused | RecordsUnusable e) {
      refused = new Refused(release.number(), String.valueOf(e.getMessage()));
      LOG.error(
          "Release {} cannot be used; the one before it goes on: {}",
          release.version(),
          e.getMessage());
    }
  }

  /**
   * The texts of a release.
   *
   * @throws StartRefused when they are not there, or were not signed by this installation
   */
  static RuleFiles texts(RuleRelease release, RuleReleases history, Releases texts) {
    if (!history.isSigned(release)) {
      throw new StartRefused(
          "The signature of release "
              + release.version()
              + " does not hold: the database was changed, or the keys of the record"
              + " (cds.record.keys) are not those that signed it.");
    }
    return texts
        .load(release.hash())
        .orElseThrow(
            () -> new StartRefused("The texts of release " + release.version() + " are gone."));
  }

  /** The release that should be in force and cannot be used, if there is one. */
  public Optional<Refused> refused() {
    return Optional.ofNullable(refused);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
