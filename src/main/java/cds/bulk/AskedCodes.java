package cds.bulk;

import cds.cdshooks.CdsService;
import cds.chart.DataKind;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The Observations that services ask for. */
public final class AskedCodes {

  private static final String CODES = "&code=";

  private AskedCodes() {}

  /** Their codes, {@code system|code}; empty when a service asks for all. */
  public static Set<String> of(Collection<CdsService> services) {
    Set<String> codes = new TreeSet<>();
    for (CdsService service : services) {
      String template = service.prefetch().get(DataKind.OBSERVATIONS.key());
      if (template == null) {
        continue;
      }
      int at = template.indexOf(CODES);
      if (at < 0) {
        return Set.of();
      }
      codes.addAll(List.of(template.substring(at + CODES.length()).split(",")));
    }
    return codes;
  }
}
