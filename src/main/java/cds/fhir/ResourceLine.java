package cds.fhir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What a line of FHIR Bulk Data is and of whom, read in one pass without a tree, as strict as
 * {@link StrictJson}: what is taken here can be read later.
 *
 * @param type its resource type; empty when it says none
 * @param id its id; empty when it has none
 * @param subject to whom its member {@code subject} refers; null when there is no such member
 * @param patient to whom its member {@code patient} refers; null when there is no such member
 * @param codes its own codes as {@code system|code}, those of {@code code.coding}
 * @param medication what its {@code medicationReference} says; empty when there is none
 */
public record ResourceLine(
    String type,
    String id,
    @Nullable Reference subject,
    @Nullable Reference patient,
    List<String> codes,
    String medication) {

  /**
   * A reference and where it stands.
   *
   * @param value what it says; null when the member holds no literal reference
   * @param from index of the first byte of the JSON string
   * @param to index of the byte after it
   */
  public record Reference(@Nullable String value, int from, int to) {

    private static final Reference NONE = new Reference(null, 0, 0);
  }

  /** Copies. */
  public ResourceLine {
    codes = List.copyOf(codes);
  }

  /**
   * Reads a line of UTF-8.
   *
   * @throws StrictJson.Malformed when it is not one strict JSON object
   */
  public static ResourceLine read(byte[] line) {
    if (line.length < 2 || line[0] != '{' || line[1] == 0) {
      throw StrictJson.notAnObject();
    }
    return StrictJson.refusing(() -> new Pass(line).read());
  }

  /** One pass over the bytes of one line. */
  private static final class Pass {

    private final JsonParser parser;
    private final Tokens tokens;
    private String type = "";
    private String id = "";
    private @Nullable Reference subject;
    private @Nullable Reference patient;
    private String medication = "";
    private final List<String> codes = new ArrayList<>(2);

    Pass(byte[] line) {
      this.parser = StrictJson.parser(line);
      this.tokens = Tokens.of(parser, new StrictText(line));
    }

    ResourceLine read() {
      tokens.next();
      while (tokens.next() == JsonToken.PROPERTY_NAME) {
        String name = tokens.name();
        JsonToken token = tokens.next();
        switch (name) {
          case "resourceType" -> type = text(token);
          case "id" -> id = text(token);
          case "subject" -> subject = reference(token);
          case "patient" -> patient = reference(token);
          case "code" -> codings(token);
          case "medicationReference" -> {
            String said = reference(token).value();
            medication = said == null ? "" : said;
          }
          default -> tokens.skip(token);
        }
      }
      if (tokens.next() != null) {
        throw StrictJson.notValid(parser.currentTokenLocation());
      }
      return new ResourceLine(type, id, subject, patient, codes, medication);
    }

    private String text(@Nullable JsonToken token) {
      if (token == JsonToken.VALUE_STRING) {
        return tokens.text();
      }
      tokens.skip(token);
      return "";
    }

    private Reference reference(@Nullable JsonToken token) {
      Reference found = Reference.NONE;
      if (token != JsonToken.START_OBJECT) {
        tokens.skip(token);
        return found;
      }
      while (tokens.next() == JsonToken.PROPERTY_NAME) {
        boolean reference = tokens.name().equals("reference");
        JsonToken value = tokens.next();
        if (reference && value == JsonToken.VALUE_STRING) {
          // A text is read to its end only when it is asked for; then its end is known.
          String said = tokens.text();
          int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
          int to = Math.toIntExact(parser.currentLocation().getByteOffset());
          found = new Reference(said, from, to);
        } else {
          tokens.skip(value);
        }
      }
      return found;
    }

    private void codings(@Nullable JsonToken token) {
      if (token != JsonToken.START_OBJECT) {
        tokens.skip(token);
        return;
      }
      while (tokens.next() == JsonToken.PROPERTY_NAME) {
        boolean coding = tokens.name().equals("coding");
        JsonToken value = tokens.next();
        if (coding && value == JsonToken.START_ARRAY) {
          for (JsonToken one = tokens.next(); one != JsonToken.END_ARRAY; one = tokens.next()) {
            coding(one);
          }
        } else {
          tokens.skip(value);
        }
      }
    }

    private void coding(@Nullable JsonToken token) {
      if (token != JsonToken.START_OBJECT) {
        tokens.skip(token);
        return;
      }
      String system = "";
      String code = "";
      while (tokens.next() == JsonToken.PROPERTY_NAME) {
        String name = tokens.name();
        JsonToken value = tokens.next();
        if (name.equals("system")) {
          system = text(value);
        } else if (name.equals("code")) {
          code = text(value);
        } else {
          tokens.skip(value);
        }
      }
      codes.add(system + "|" + code);
    }
  }
}
