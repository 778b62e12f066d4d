package cds.oracle;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Findings as they come up; a code that comes up twice takes the higher urgency. */
final class Findings {

  private static final List<String> URGENCIES =
      List.of("info", "routine", "soon", "urgent", "emergency");

  private final Map<String, Map<Character, String>> byCode = new TreeMap<>();

  /** Adds a finding for the services of these letters. */
  void add(String code, String urgency, String services) {
    for (char service : services.toCharArray()) {
      byCode.computeIfAbsent(code, c -> new TreeMap<>()).merge(service, urgency, Findings::higher);
    }
  }

  /** Whether it fires, wherever it shows. */
  boolean has(String code) {
    return byCode.containsKey(code);
  }

  /** The highest urgency of a code, wherever it shows. */
  Optional<String> urgency(String code) {
    return byCode.getOrDefault(code, Map.of()).values().stream().reduce(Findings::higher);
  }

  void remove(String code) {
    byCode.remove(code);
  }

  boolean hasPrefix(String prefix) {
    return byCode.keySet().stream().anyMatch(code -> code.startsWith(prefix));
  }

  /** What a service shows: code to urgency. */
  Map<String, String> of(char service) {
    Map<String, String> shown = new TreeMap<>();
    byCode.forEach(
        (code, urgencies) -> {
          if (urgencies.containsKey(service)) {
            shown.put(code, urgencies.get(service));
          }
        });
    return shown;
  }

  private static String higher(String a, String b) {
    return URGENCIES.indexOf(a) >= URGENCIES.indexOf(b) ? a : b;
  }
}
