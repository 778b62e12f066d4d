package cds.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/**
 * One call to try.
 *
 * @param path what follows {@code /cds-services/}
 * @param body the body
 */
record FuzzCase(String path, byte[] body) {

  /** Every tenth call goes to another service than the one it was written for. */
  private static final int ASTRAY = 10;

  /** Every fourth body is damaged as text, too. */
  private static final int TORN = 4;

  /** The case of a number; always the same. */
  static FuzzCase of(long number, List<Seed> seeds) {
    Random random = new Random(number * 0x9E3779B97F4A7C15L);
    // The first draws of neighbouring seeds resemble each other.
    random.nextLong();
    Seed seed = seeds.get(random.nextInt(seeds.size()));
    String path =
        random.nextInt(ASTRAY) == 0 ? seeds.get(random.nextInt(seeds.size())).path() : seed.path();
    JsonNode tree = new TreeMutator(random, seeds).mutate(seed.body());
    byte[] body = tree.toString().getBytes(StandardCharsets.UTF_8);
    return new FuzzCase(
        path, random.nextInt(TORN) == 0 ? new TextMutator(random).mutate(body) : body);
  }

  /** The body as text. */
  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
