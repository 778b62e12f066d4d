package cds.profiles;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** Reads the files of {@code fhir-profiles}. */
final class ProfileFiles {

  static final Path FOLDER = Path.of("fhir-profiles");
  static final String BASE = "https://dupilumab-cds.github.io/fhir/";
  static final FhirContext FHIR = FhirContext.forR4();

  private ProfileFiles() {}

  /** Every FHIR resource below a folder; {@code package.json} is a manifest, not a resource. */
  static List<Path> json(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .filter(file -> !file.getFileName().toString().equals("package.json"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parses strictly: an unknown element or a wrong type is an exception. */
  static IBaseResource parse(Path file) {
    IParser parser = FHIR.newJsonParser();
    parser.setParserErrorHandler(new StrictErrorHandler());
    return parser.parseResource(text(file));
  }

  static <T extends IBaseResource> List<T> resources(Path folder, Class<T> type) {
    return json(folder).stream().map(ProfileFiles::parse).map(type::cast).toList();
  }

  static List<CSVRecord> rows(Path file) {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser rows = CSVParser.parse(text(file), format)) {
      return rows.getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** File name without its ending. */
  static String id(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }
}
