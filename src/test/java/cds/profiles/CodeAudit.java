package cds.profiles;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;

/** Compares every code of the value sets with the evidence in {@code terminology/codes.csv}. */
final class CodeAudit {

  /** A code in a value set; the display is empty for a category of a filter. */
  record Use(String valueSet, String system, String code, String display) {}

  private final Map<String, String> verified = new HashMap<>();
  private final Map<String, String> own = new HashMap<>();
  private final List<Use> uses = new ArrayList<>();

  /** Reads codes, code systems and value sets of a {@code fhir-profiles} folder. */
  CodeAudit(Path folder) {
    for (CSVRecord row : ProfileFiles.rows(folder.resolve("terminology/codes.csv"))) {
      if (row.get("status").equals("verified") && !row.get("code").isEmpty()) {
        verified.putIfAbsent(key(row.get("system"), row.get("code")), row.get("display"));
      }
    }
    ProfileFiles.resources(folder.resolve("codesystems"), CodeSystem.class)
        .forEach(
            system ->
                system
                    .getConcept()
                    .forEach(
                        concept ->
                            own.put(
                                key(system.getUrl(), concept.getCode()), concept.getDisplay())));
    ProfileFiles.resources(folder.resolve("valuesets"), ValueSet.class).forEach(this::read);
  }

  private void read(ValueSet valueSet) {
    String id = valueSet.getIdElement().getIdPart();
    Stream.concat(
            valueSet.getCompose().getInclude().stream(),
            valueSet.getCompose().getExclude().stream())
        .forEach(part -> read(id, part));
  }

  private void read(String id, ConceptSetComponent part) {
    part.getConcept()
        .forEach(
            concept ->
                uses.add(new Use(id, part.getSystem(), concept.getCode(), concept.getDisplay())));
    part.getFilter()
        .forEach(filter -> uses.add(new Use(id, part.getSystem(), filter.getValue(), "")));
  }

  private static String key(String system, String code) {
    return system + "|" + code;
  }

  List<Use> uses() {
    return uses;
  }

  /** Verified codes, as system and code joined by a bar. */
  Map<String, String> verified() {
    return verified;
  }

  /** Uses without evidence, with another display or with a wrong check digit. */
  List<String> problems() {
    return uses.stream().flatMap(use -> problem(use).stream()).toList();
  }

  private List<String> problem(Use use) {
    String display = display(use);
    List<String> problems = new ArrayList<>();
    if (display == null) {
      problems.add(use + " is not a verified code");
    } else if (!use.display().isEmpty() && !use.display().equals(display)) {
      problems.add(use + " should read " + display);
    }
    if (!CheckDigits.valid(use.system(), use.code())) {
      problems.add(use + " has a wrong check digit");
    }
    return problems;
  }

  private String display(Use use) {
    if (use.system().startsWith(ProfileFiles.BASE)) {
      return own.get(key(use.system(), use.code()));
    }
    if (use.system().equals("http://hl7.org/fhir/observation-status")) {
      try {
        return ObservationStatus.fromCode(use.code()).getDisplay();
      } catch (FHIRException e) {
        return null;
      }
    }
    return verified.get(key(use.system(), use.code()));
  }
}
