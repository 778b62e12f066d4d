package cds.authoring.compare;

import cds.knowledge.RuleFiles;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Labels and policies of a release, found by their folders: a draft may not compile yet. */
public final class Policies {

  private static final Pattern POLICY = Pattern.compile("(?m)^kind:\\s*policy\\s*$");
  private static final Pattern RULE = Pattern.compile("rules/[^/]+/([^/]+)/rule\\.yaml");
  private static final Pattern PARAMETER = Pattern.compile("(?m)^(\\w+):.*$");
  private static final String PARAMETERS = "rules/dictionary/parameters.yaml";

  /** What policies rest on, whatever they say themselves. */
  private static final List<String> SHARED =
      List.of(
          "rules/dictionary/",
          "rules/baseline/",
          "rules/severity/",
          "rules/reference/",
          "rules/eligibility/");

  private Policies() {}

  /** Names of the policies beside the labels, sorted. */
  static List<String> in(RuleFiles files) {
    List<String> labels = labels(files);
    return folders(files).keySet().stream().filter(name -> !labels.contains(name)).toList();
  }

  /** Names of the labels: policies that have a folder of doses too. */
  public static List<String> labels(RuleFiles files) {
    return folders(files).keySet().stream()
        .filter(name -> files.text("rules/dosing/" + name + "/rule.yaml").isPresent())
        .toList();
  }

  /** Names of the policies that either release has. */
  public static List<String> inEither(RuleFiles live, RuleFiles draft) {
    Set<String> both = new TreeSet<>(in(live));
    both.addAll(in(draft));
    return List.copyOf(both);
  }

  /**
   * Names of the policies that may judge otherwise in the draft: their folder differs, or a number
   * they name, or something that all of them share. Labels are not among them.
   */
  public static List<String> touched(RuleFiles live, RuleFiles draft) {
    Set<String> paths = changed(live, draft);
    Set<String> own = new TreeSet<>(folders(live).values());
    own.addAll(folders(draft).values());
    boolean all =
        paths.stream()
            .filter(path -> !path.equals(PARAMETERS) && own.stream().noneMatch(path::startsWith))
            .anyMatch(path -> SHARED.stream().anyMatch(path::startsWith));
    Set<String> numbers = paths.contains(PARAMETERS) ? numbers(live, draft) : Set.of();
    return inEither(live, draft).stream()
        .filter(name -> all || isTouched(name, live, draft, paths, numbers))
        .toList();
  }

  private static boolean isTouched(
      String name, RuleFiles live, RuleFiles draft, Set<String> paths, Set<String> numbers) {
    for (RuleFiles files : List.of(live, draft)) {
      String folder = folders(files).get(name);
      if (folder != null
          && (paths.stream().anyMatch(path -> path.startsWith(folder))
              || names(files, folder, numbers))) {
        return true;
      }
    }
    return false;
  }

  private static boolean names(RuleFiles files, String folder, Set<String> numbers) {
    return files.under(folder, "").stream()
        .map(path -> files.text(path).orElse(""))
        .anyMatch(text -> numbers.stream().anyMatch(one -> text.contains("{" + one + "}")));
  }

  private static Map<String, String> folders(RuleFiles files) {
    Map<String, String> folders = new TreeMap<>();
    for (String path : files.under("rules/", "/rule.yaml")) {
      Matcher rule = RULE.matcher(path);
      boolean dosing = path.startsWith("rules/dosing/");
      if (!dosing && rule.matches() && POLICY.matcher(files.text(path).orElse("")).find()) {
        folders.put(rule.group(1), path.substring(0, path.length() - "rule.yaml".length()));
      }
    }
    return folders;
  }

  /** Paths of files that differ. */
  static Set<String> changed(RuleFiles live, RuleFiles draft) {
    Set<String> paths = new TreeSet<>(live.texts().keySet());
    paths.addAll(draft.texts().keySet());
    paths.removeIf(path -> Objects.equals(live.texts().get(path), draft.texts().get(path)));
    return paths;
  }

  /** Names of the parameters whose lines differ. */
  private static Set<String> numbers(RuleFiles live, RuleFiles draft) {
    Map<String, String> old = lines(live);
    Map<String, String> now = lines(draft);
    Set<String> names = new LinkedHashSet<>(old.keySet());
    names.addAll(now.keySet());
    names.removeIf(name -> Objects.equals(old.get(name), now.get(name)));
    return names;
  }

  private static Map<String, String> lines(RuleFiles files) {
    Map<String, String> lines = new TreeMap<>();
    Matcher line = PARAMETER.matcher(files.text(PARAMETERS).orElse(""));
    while (line.find()) {
      lines.put(line.group(1), line.group());
    }
    return lines;
  }
}
