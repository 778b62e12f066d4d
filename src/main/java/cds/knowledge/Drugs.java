package cds.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Drug classes: ingredient × route, never ingredient alone. A product of {@code
 * fhir-profiles/terminology/drug-products.csv} brings its own route and potency; a bare ingredient
 * needs the dosage route. Classes are named in {@code rules/dictionary/drug-classes.yaml}.
 */
public final class Drugs {

  /** File with the classes. */
  public static final String CLASSES = "rules/dictionary/drug-classes.yaml";

  /**
   * What a medication is, as far as its codes tell.
   *
   * @param classes drug classes it belongs to
   * @param codes value sets that hold one of its codes
   * @param coded whether a code or product of ours was recognised
   * @param name name of its ingredient or product, as terminologies write it; empty for none
   * @param route code of the route its product is made for; empty for none
   */
  public record Recognised(
      Set<String> classes, Set<String> codes, boolean coded, String name, String route) {}

  /** A code given by a client. */
  public record Coded(String system, String code) {}

  private static final Set<String> KEYS =
      Set.of("ingredients", "routes", "potencies", "codes", "words");

  private record DrugClass(
      Set<String> ingredients,
      Set<String> routes,
      Set<String> potencies,
      Set<String> direct,
      Set<String> words) {}

  private final Terminology terminology;
  private final Map<String, List<Product>> products;
  private final Map<String, DrugClass> classes;
  private final Map<String, String> routes;
  private final Map<String, String> weakest;
  private final String productSystem;
  private final Map<String, Set<String>> ingredientRoutes = new HashMap<>();

  private Drugs(
      Terminology terminology,
      Map<String, List<Product>> products,
      Map<String, DrugClass> classes,
      Map<String, String> routes,
      String productSystem,
      List<String> potencyOrder) {
    this.terminology = terminology;
    this.products = products;
    this.classes = classes;
    this.routes = routes;
    this.productSystem = productSystem;
    this.weakest = Product.weakest(products, potencyOrder);
    for (List<Product> parts : products.values()) {
      for (Product part : parts) {
        ingredientRoutes
            .computeIfAbsent(part.ingredient(), i -> new LinkedHashSet<>())
            .add(part.route());
      }
    }
  }

  /** Reads products and classes; unknown value sets and keys are problems. */
  public static Drugs read(RuleFiles files, Terminology terminology, Problems problems) {
    Yaml yaml = Yaml.read(files, CLASSES, problems);
    Map<String, DrugClass> classes = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : yaml.root().path("classes").properties()) {
      JsonNode spec = entry.getValue();
      for (String key : spec.propertyNames()) {
        if (!KEYS.contains(key)) {
          problems.add(CLASSES, entry.getKey(), key, "unknown key" + Problems.nearest(key, KEYS));
        }
      }
      DrugClass drugClass =
          new DrugClass(
              strings(spec.path("ingredients")),
              strings(spec.path("routes")),
              strings(spec.path("potencies")),
              strings(spec.path("codes")),
              lowerCase(strings(spec.path("words"))));
      Stream.concat(drugClass.ingredients().stream(), drugClass.direct().stream())
          .filter(id -> terminology.valueSet(id).isEmpty())
          .forEach(
              id ->
                  problems.add(
                      CLASSES,
                      entry.getKey(),
                      "",
                      "no value set '" + id + "'" + Problems.nearest(id, terminology.ids())));
      classes.put(entry.getKey(), drugClass);
    }
    Map<String, String> routes = new LinkedHashMap<>();
    yaml.root()
        .path("routes")
        .properties()
        .forEach(route -> routes.put(route.getKey(), route.getValue().asString("")));
    return new Drugs(
        terminology,
        Product.read(files, problems),
        classes,
        routes,
        yaml.root().path("product-system").asString(""),
        List.copyOf(strings(yaml.root().path("potency-order"))));
  }

  /**
   * Recognises a medication from every coding it has.
   *
   * @param codings all codings, also of contained or referenced Medications and their ingredients
   * @param routeCodes codings of the dosage routes
   */
  public Recognised recognise(List<Coded> codings, List<Coded> routeCodes) {
    Set<String> codes = new LinkedHashSet<>();
    List<Product> parts = new ArrayList<>();
    Set<String> given = new LinkedHashSet<>();
    routeCodes.forEach(
        route ->
            terminology
                .holding(route.system(), route.code())
                .forEach(id -> routes.computeIfPresent(id, (key, name) -> add(given, name))));
    String name = "";
    for (Coded coding : codings) {
      codes.addAll(terminology.holding(coding.system(), coding.code()));
      if (name.isEmpty()) {
        name = terminology.display(coding.system(), coding.code()).orElse("");
      }
      if (coding.system().equals(productSystem)) {
        List<Product> product = products.get(coding.code());
        if (product != null) {
          parts.addAll(product);
        } else if (isIngredient(coding.code())) {
          routesOf(coding.code(), given)
              .forEach(
                  route ->
                      parts.add(
                          new Product(
                              coding.code(), "", route, weakest.getOrDefault(coding.code(), ""))));
        }
      }
    }
    Set<String> found = new LinkedHashSet<>();
    classes.forEach(
        (id, drugClass) -> {
          if (codes.stream().anyMatch(drugClass.direct()::contains)
              || parts.stream().anyMatch(part -> holds(drugClass, part))) {
            found.add(id);
          }
        });
    Product first = parts.isEmpty() ? null : parts.get(0);
    boolean coded = !codes.isEmpty() || !parts.isEmpty();
    return first == null || first.name().isEmpty()
        ? new Recognised(found, codes, coded, name, "")
        : new Recognised(found, codes, coded, first.name(), first.route());
  }

  /** The routes given; without any, the only route the ingredient's products have. */
  private Set<String> routesOf(String ingredient, Set<String> given) {
    Set<String> known = ingredientRoutes.getOrDefault(ingredient, Set.of());
    return given.isEmpty() && known.size() == 1 ? known : given;
  }

  private boolean isIngredient(String code) {
    return !terminology.holding(productSystem, code).isEmpty();
  }

  private static String add(Set<String> set, String value) {
    set.add(value);
    return value;
  }

  private boolean holds(DrugClass drugClass, Product part) {
    return terminology.holding(productSystem, part.ingredient()).stream()
            .anyMatch(drugClass.ingredients()::contains)
        && (drugClass.routes().isEmpty() || drugClass.routes().contains(part.route()))
        && (drugClass.potencies().isEmpty() || drugClass.potencies().contains(part.potency()));
  }

  /**
   * Whether words name a drug whose orders must not be passed over for want of a code. Never taken
   * for the drug itself: words may say anything.
   */
  public boolean isNamedIn(String text) {
    String words = text.toLowerCase(Locale.ROOT);
    return classes.values().stream().flatMap(c -> c.words().stream()).anyMatch(words::contains);
  }

  /** Codes of the routes that products are made for. */
  public Set<String> routes() {
    Set<String> all = new LinkedHashSet<>();
    products.values().forEach(parts -> parts.forEach(part -> all.add(part.route())));
    return all;
  }

  /** The ingredients of every product of the table. */
  public Map<Coded, List<Product>> products() {
    Map<Coded, List<Product>> all = new HashMap<>();
    products.forEach((code, parts) -> all.put(new Coded(productSystem, code), parts));
    return all;
  }

  /** Names of all drug classes. */
  public Set<String> classNames() {
    return classes.keySet();
  }

  private static Set<String> lowerCase(Set<String> words) {
    return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  private static Set<String> strings(JsonNode node) {
    Set<String> all = new LinkedHashSet<>();
    if (node.isString()) {
      all.add(node.asString());
    }
    node.forEach(item -> all.add(item.asString("")));
    return all;
  }
}
