package cds.web.start;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in a sentence which of our settings cannot be read, and what it should look like. */
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class SettingAnalyzer extends AbstractFailureAnalyzer<BindException> {

  private static final Map<String, String> EXAMPLES =
      Map.ofEntries(
          Map.entry("cds.evaluation-time", "an instant such as 2025-06-16T12:00:00Z"),
          Map.entry("cds.zone", "a time zone such as UTC or Europe/Berlin"),
          Map.entry("cds.auth", "loopback or jwt"),
          Map.entry("cds.clients", "the path of a client registry (YAML)"),
          Map.entry("cds.public-base", "an address such as https://cds.example.org"),
          Map.entry("cds.behind-proxy", "true or false"),
          Map.entry("cds.open-discovery", "true or false"),
          Map.entry("cds.fhir-servers", "addresses of FHIR servers, separated by commas"),
          Map.entry("cds.fhir-budget", "a time such as 350ms"),
          Map.entry("cds.label", "the name of a label"),
          Map.entry("cds.policies", "names of policies, separated by commas"),
          Map.entry("cds.max-body", "a size such as 4MB"),
          Map.entry("cds.rules", "the path of a folder"),
          Map.entry("cds.populations", "the path of a folder"),
          Map.entry("cds.large-bodies", "a number such as 4"),
          Map.entry("cds.warm-up", "a number of rounds such as 20"),
          Map.entry("cds.record-requests", "true or false"),
          Map.entry("cds.reader", "one-pass or hapi"),
          Map.entry("cds.reader-shadow", "a share such as 0.01"),
          Map.entry("cds.people.roles-claim", "the name of a claim, such as roles"),
          Map.entry("cds.time-limit", "a time such as 10s"));

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
    String name = cause.getName().toString();
    if (!name.equals("cds") && !name.startsWith("cds.")) {
      return null;
    }
    String action = "Change the setting and start again.";
    if (cause.getCause() instanceof UnboundConfigurationPropertiesException unbound) {
      Set<String> unknown = new TreeSet<>();
      unbound
          .getUnboundProperties()
          .forEach(property -> unknown.add(property.getName().toString()));
      return new FailureAnalysis(
          String.join(", ", unknown)
              + ": no such setting. Settings are "
              + String.join(", ", new TreeSet<>(EXAMPLES.keySet()))
              + ".",
          action,
          cause);
    }
    String example = EXAMPLES.get(name);
    ConfigurationProperty property = cause.getProperty();
    if (example == null || property == null) {
      return null;
    }
    return new FailureAnalysis(
        name + " is '" + property.getValue() + "', which cannot be read. Use " + example + ".",
        action,
        cause);
  }
}
