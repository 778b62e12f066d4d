package cds.web.workbench;

import cds.authoring.compare.BulkFile;
import cds.authoring.compare.BulkRefused;
import cds.authoring.compare.NdjsonPatients;
import cds.authoring.compare.Patients;
import cds.authoring.compare.Plan;
import cds.authoring.compare.RecordedPatients;
import cds.authoring.compare.SyntheticPatients;
import cds.record.DecisionSearch;
import cds.record.RecordReader;
import cds.web.wire.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** The form that begins a comparison. An upload is read in memory and written nowhere. */
final class CompareForm {

  private static final int MOST_DAYS = 3_650;

  private final HttpServletRequest http;

  /**
   * Takes a form.
   *
   * @throws Refusal 400 or 413 when its upload cannot be read
   */
  CompareForm(HttpServletRequest http) {
    this.http = http;
    try {
      // Whatever is wrong with the upload shows here, and not wherever it is looked at first.
      http.getParameter("source");
    } catch (MaxUploadSizeExceededException e) {
      throw new Refusal(413, "too-long", "The files are larger than 50 MB. Take fewer patients.");
    } catch (MultipartException e) {
      throw new Refusal(400, "structure", "The upload cannot be read.");
    }
  }

  /** On which terms both decide. */
  Plan.Terms terms(String label, ZoneId zone) {
    String chosen = text("label");
    String[] policies = http.getParameterValues("policies");
    return new Plan.Terms(
        chosen.isEmpty() ? label : chosen, policies == null ? List.of() : List.of(policies), zone);
  }

  /**
   * Whom they decide about.
   *
   * @param now when it is
   * @param at for an upload that names no day
   * @throws Refusal 400 when the form cannot be read, 413 when the upload is too large
   */
  Patients patients(
      DecisionSearch search, RecordReader record, ZoneId zone, Instant now, Instant at) {
    Patients patients =
        switch (text("source")) {
          case "cohort" -> SyntheticPatients.shipped();
          case "upload" -> upload(zone, at);
          case "recorded" ->
              RecordedPatients.newest(
                  search,
                  record,
                  now.minus(Duration.ofDays(number("days", MOST_DAYS))),
                  number("most", RecordedPatients.MOST));
          default -> throw new Refusal(400, "value", "Choose whom to compare for.");
        };
    if (patients.size() == 0) {
      throw new Refusal(
          400, "value", String.join(" ", "There is nobody to compare for.", notes(patients)));
    }
    return patients;
  }

  private static String notes(Patients patients) {
    return patients instanceof NdjsonPatients ? String.join(" ", patients.notes()) : "";
  }

  private Patients upload(ZoneId zone, Instant otherwise) {
    List<BulkFile> files =
        http instanceof MultipartHttpServletRequest multipart
            ? multipart.getFiles("files").stream()
                .filter(file -> !file.isEmpty())
                .map(CompareForm::file)
                .toList()
            : List.of();
    if (files.isEmpty()) {
      throw new Refusal(400, "required", "Choose at least one file of patients (NDJSON).");
    }
    try {
      return NdjsonPatients.read(files, at(zone, otherwise));
    } catch (BulkRefused e) {
      throw new Refusal(413, "too-long", e.sentence());
    }
  }

  private static BulkFile file(MultipartFile file) {
    @Nullable String name = file.getOriginalFilename();
    return new BulkFile(name == null ? "" : name, file::getInputStream);
  }

  private Instant at(ZoneId zone, Instant otherwise) {
    String day = text("at");
    try {
      return day.isEmpty()
          ? otherwise
          : LocalDate.parse(day).atTime(LocalTime.NOON).atZone(zone).toInstant();
    } catch (DateTimeParseException e) {
      throw new Refusal(400, "value", "Write the day as 2027-01-31.");
    }
  }

  private int number(String name, int most) {
    String text = text(name);
    int number = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    if (number < 1 || number > most) {
      throw new Refusal(
          400, "value", "The number of %s is from 1 to %d.".formatted(of(name), most));
    }
    return number;
  }

  private static String of(String name) {
    return name.equals("days") ? "days" : "decisions";
  }

  private String text(String name) {
    String text = http.getParameter(name);
    return text == null ? "" : text.strip();
  }
}
