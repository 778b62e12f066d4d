package cds.bulk;

import cds.chart.DataKind;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The kinds of data of which something was lost: a line that could not be read may have been
 * anybody's. What is not there of such a kind is not known, for every patient; it is never "none".
 */
public final class LostKinds {

  private static final Pattern TYPE = Pattern.compile("\"resourceType\"\\s*:\\s*\"(\\w+)\"");
  private static final Pattern OTHER =
      Pattern.compile("(?:.*/)?(?!Patient/)[A-Z][A-Za-z]+/[^/]+(?:/_history/[^/]+)?");

  private final Set<DataKind> lost = EnumSet.noneOf(DataKind.class);

  /** A line that is no resource: what it says of its type is believed, else it was of any kind. */
  public void line(byte[] line) {
    Matcher type = TYPE.matcher(new String(line, StandardCharsets.ISO_8859_1));
    boolean named = false;
    while (type.find()) {
      named = true;
      DataKind.ofResourceType(type.group(1)).ifPresent(lost::add);
    }
    if (!named) {
      all();
    }
  }

  /** A resource of no patient that can be known, unless it is plainly of something else. */
  public void resource(DataKind kind, ObjectNode resource) {
    String reference = reference(resource, "subject");
    if (reference == null) {
      reference = reference(resource, "patient");
    }
    boolean other = reference != null && OTHER.matcher(reference).matches();
    if (kind != DataKind.PATIENT && !other) {
      lost.add(kind);
    }
  }

  private static @Nullable String reference(ObjectNode resource, String member) {
    return resource.path(member).path("reference").isString()
        ? resource.path(member).path("reference").asString()
        : null;
  }

  /** A file that is damaged, or a line of which nothing is known. */
  public void all() {
    lost.addAll(EnumSet.complementOf(EnumSet.of(DataKind.PATIENT)));
  }

  /** The kinds. */
  public Set<DataKind> kinds() {
    return Set.copyOf(lost);
  }
}
