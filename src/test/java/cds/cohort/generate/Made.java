package cds.cohort.generate;

import cds.knowledge.RuleFiles;
import cds.rules.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Made-up populations of the shipped model. */
final class Made {

  static final RuleFiles FILES = new RuleFiles(Release.texts());
  static final LocalDate DAY = LocalDate.parse("2025-06-16");

  private static final JsonMapper JSON = JsonMapper.shared();

  private Made() {}

  static Model shipped(boolean clean) {
    return Model.read(Model.SHIPPED, Model.shipped(), FILES, clean);
  }

  /** Writes a population and reads it again, the texts of its files by their names. */
  static Map<String, String> texts(Population.Plan plan) {
    try {
      Population.write(plan, done -> {});
      Map<String, String> texts = new TreeMap<>();
      for (String type : plan.model().types()) {
        texts.put(type, Files.readString(plan.output().resolve(type + ".ndjson")));
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, String> texts(Path folder, Model model, long patients, long seed) {
    return texts(new Population.Plan(model, folder, patients, seed, DAY, false));
  }

  static List<JsonNode> resources(String text) {
    List<JsonNode> resources = new ArrayList<>();
    text.lines().forEach(line -> resources.add(JSON.readTree(line)));
    return resources;
  }
}
