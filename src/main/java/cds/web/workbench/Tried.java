package cds.web.workbench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is tried.
 *
 * @param service id of the service that is asked
 * @param request the request, or a Bundle of one patient
 * @param policies policies beside the label; null for none
 */
record Tried(String service, String request, @Nullable List<String> policies) {

  List<String> chosen() {
    return policies == null ? List.of() : policies;
  }
}
