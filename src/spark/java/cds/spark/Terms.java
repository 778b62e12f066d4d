package cds.spark;

import cds.cohort.Identity;
import cds.cohort.Screening;
import cds.decide.Caller;
import cds.knowledge.RuleFiles;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * By what patients are decided about; goes to every executor once.
 *
 * @param texts the rules
 * @param label name of the label
 * @param policies names of the policies
 * @param at the evaluation time
 * @param zone where days are taken
 * @param pseudonyms secret key of the names of patients; empty when they keep their own
 */
@SuppressWarnings("ArrayRecordComponent") // Nothing compares or prints it.
record Terms(
    Map<String, String> texts,
    String label,
    List<String> policies,
    Instant at,
    String zone,
    byte[] pseudonyms)
    implements Serializable {

  private static final Map<List<Object>, Screening> COMPILED = new ConcurrentHashMap<>();

  Terms {
    texts = new HashMap<>(texts);
    policies = List.copyOf(policies);
  }

  /** The rules, compiled once in a JVM for all tasks that run in it. */
  Screening screening() {
    RuleFiles files = files();
    String secret = new String(pseudonyms, StandardCharsets.ISO_8859_1);
    return COMPILED.computeIfAbsent(
        List.of(files.release(), label, policies, at, zone, secret),
        key ->
            new Screening(
                files,
                Caller.of("screen", label, policies, ZoneId.of(zone)),
                at,
                pseudonyms.length == 0 ? Identity.OWN : Identity.pseudonyms(pseudonyms)));
  }

  RuleFiles files() {
    return new RuleFiles(texts);
  }
}
