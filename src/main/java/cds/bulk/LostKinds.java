package cds.bulk;

import cds.chart.DataKind;
import cds.fhir.ResourceLine;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of data of which something was lost: a line that could not be read may have been
 * anybody's. What is not there of such a kind is not known, for every patient; it is never "none".
 */
public final class LostKinds {

  /** Of a file that is damaged, or a line of which nothing is known. */
  public static final Set<DataKind> ALL =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(DataKind.PATIENT)));

  private static final Pattern TYPE = Pattern.compile("\"resourceType\"\\s*:\\s*\"(\\w+)\"");
  private static final Pattern OTHER =
      Pattern.compile("(?:.*/)?(?!Patient/)[A-Z][A-Za-z]+/[^/]+(?:/_history/[^/]+)?");

  private LostKinds() {}

  /** A line that is no resource: what it says of its type is believed, else it was of any kind. */
  static Set<DataKind> ofText(byte[] line) {
    Matcher type = TYPE.matcher(new String(line, StandardCharsets.ISO_8859_1));
    Set<DataKind> kinds = EnumSet.noneOf(DataKind.class);
    boolean named = false;
    while (type.find()) {
      named = true;
      DataKind.ofResourceType(type.group(1)).ifPresent(kinds::add);
    }
    return named ? kinds : ALL;
  }

  /** A resource of no patient that can be known, unless it is plainly of something else. */
  static Set<DataKind> of(DataKind kind, ResourceLine line) {
    boolean other = isOther(line.subject()) || (!says(line.subject()) && isOther(line.patient()));
    return kind == DataKind.PATIENT || other ? Set.of() : Set.of(kind);
  }

  private static boolean isOther(ResourceLine.@Nullable Reference reference) {
    String value = reference == null ? null : reference.value();
    return value != null && OTHER.matcher(value).matches();
  }

  private static boolean says(ResourceLine.@Nullable Reference reference) {
    return reference != null && reference.value() != null;
  }
}
