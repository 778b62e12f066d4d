package cds.command;

import cds.knowledge.RuleFiles;
import cds.knowledge.RulesRejected;
import cds.record.DecisionSearch;
import cds.record.Link;
import cds.record.RecordReader;
import cds.record.RecordsUnusable;
import cds.record.Releases;
import cds.replay.Replayer;
import cds.web.start.RuleFilesLoader;
import cds.web.start.StartRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decisions of the record and the releases that made them, as commands ask for them.
 *
 * @param record the record
 * @param search the decisions in it
 * @param releases the releases that are kept
 */
record PastDecisions(RecordReader record, DecisionSearch search, Releases releases) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** An option that must be there. */
  static String required(Arguments arguments, String option, String meaning) {
    return arguments
        .option(option)
        .orElseThrow(() -> new Misused("Give " + meaning + " (--" + option + ")."));
  }

  /**
   * The content of a decision.
   *
   * @throws Misused when it is not there, or nothing was decided
   */
  JsonNode decision(String id) {
    Link link =
        record
            .link(id)
            .filter(found -> found.kind() == Link.Kind.DECISION)
            .orElseThrow(() -> new Misused("There is no decision " + id + "."));
    byte[] content = link.content();
    if (content == null) {
      throw new Misused("The time of decision " + id + " is over: its content is deleted.");
    }
    JsonNode json = JSON.readTree(content);
    if (!Replayer.isDecided(json)) {
      throw new Misused(
          "The call "
              + id
              + " was "
              + json.path("outcome").asString("")
              + ": nothing was decided.");
    }
    return json;
  }

  /** Takes every decision since a time. */
  void each(Instant since, Consumer<JsonNode> taker) {
    search.each(since, taker);
  }

  /**
   * A release by its hash, or from a folder of rules.
   *
   * @throws Misused when it is neither
   */
  Replayer release(String hashOrFolder) {
    try {
      Optional<RuleFiles> files =
          hashOrFolder.startsWith("sha256:") ? releases.load(hashOrFolder) : folder(hashOrFolder);
      return Replayer.of(
          files.orElseThrow(
              () ->
                  new Misused(
                      "The release "
                          + hashOrFolder
                          + " is not kept, and it is no folder. Kept are: "
                          + releases.list().stream().map(Releases.Kept::hash).toList())));
    } catch (RulesRejected | StartRefused | RecordsUnusable e) {
      throw new Misused(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<RuleFiles> folder(String name) {
    return Files.isDirectory(Path.of(name))
        ? Optional.of(new RuleFilesLoader(PastDecisions.class.getClassLoader()).load(Path.of(name)))
        : Optional.empty();
  }
}
