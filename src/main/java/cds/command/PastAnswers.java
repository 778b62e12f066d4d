package cds.command;

import cds.clients.Clients;
import cds.decide.Caller;
import cds.decide.Mute;
import cds.knowledge.RuleFiles;
import cds.record.KeptCall;
import cds.record.KeptCalls;
import cds.record.KeyRing;
import cds.record.RecordReader;
import cds.record.Releases;
import cds.record.Sha256;
import cds.web.services.AnswerAgain;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Answers of the past, given again from the request itself and compared byte for byte. */
@Component
class PastAnswers {

  private final RecordReader record;
  private final KeyRing keys;
  private final Releases releases;
  private final Clients clients;

  PastAnswers(RecordReader record, KeyRing keys, Releases releases, Clients clients) {
    this.record = record;
    this.keys = keys;
    this.releases = releases;
    this.clients = clients;
  }

  /**
   * Answers the request of a decision again, if it was kept or is given.
   *
   * @param content the record of the decision
   * @param file a file with the request, if one is given
   * @param out where the result is told
   * @return whether the answer has the same bytes; true too when there is no request
   * @throws Misused when the request is not the one of the decision, or cannot be answered
   */
  boolean areSame(String id, JsonNode content, Optional<String> file, PrintStream out) {
    Optional<KeptCall> request =
        file.isPresent() ? file.map(PastAnswers::read) : new KeptCalls(record, keys).of(id);
    if (request.isEmpty()) {
      out.println("Its request was not kept (cds.record-requests).");
      return true;
    }
    if (!Sha256.of(request.get().body()).equals(content.at("/request/sha256").asString(""))) {
      throw new Misused("The request is not the one of decision " + id + ".");
    }
    String release = content.path("release").asString("");
    RuleFiles files =
        releases
            .load(release)
            .orElseThrow(() -> new Misused("The release " + release + " is not kept."));
    byte[] answer =
        AnswerAgain.of(
            files,
            caller(content),
            content.path("service").asString(""),
            request.get(),
            Instant.parse(content.path("evaluatedAt").asString("")));
    boolean same = Sha256.of(answer).equals(content.at("/response/sha256").asString(""));
    out.println(
        same
            ? "Its request, answered again, gives the same bytes."
            : "Its request, answered again, gives OTHER bytes.");
    return same;
  }

  private static KeptCall read(String file) {
    try {
      return new KeptCall(Files.readAllBytes(Path.of(file)), null);
    } catch (IOException e) {
      throw new Misused("The file of --request cannot be read.");
    }
  }

  /** The client of the registry, on the terms that the record tells. */
  private Caller caller(JsonNode content) {
    String name = content.path("client").asString("");
    Caller now =
        clients.callers().stream()
            .filter(caller -> caller.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new Misused("There is no client '" + name + "' any more."));
    List<String> policies = new ArrayList<>();
    content.path("policies").forEach(policy -> policies.add(policy.asString("")));
    List<Mute> mutes = new ArrayList<>();
    content
        .path("muted")
        .forEach(code -> mutes.add(new Mute(code.asString(""), "", "", LocalDate.MAX)));
    return new Caller(
        name,
        content.path("label").asString(""),
        policies,
        ZoneId.of(content.path("zone").asString("")),
        List.of(content.path("language").asString("")),
        now.fhir(),
        now.refusesOtherSubjects(),
        now.codeMap(),
        mutes);
  }
}
