package cds.web.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a request brought of one kind of data, and what of it decided.
 *
 * @param key prefetch key, or the member of the context that holds orders
 * @param received what came, in words
 * @param decided references of the resources that decided
 * @param others how many further resources were read and decided nothing
 */
record ReceivedData(String key, String received, List<String> decided, long others) {

  private static final List<String> ORDERS = List.of("draftOrders", "medications");

  /**
   * Compares a request with the resources its answer names.
   *
   * @param templates prefetch templates of the service by key
   * @param request the request, which the service has accepted
   * @param cards the cards of the answer
   */
  static List<ReceivedData> of(
      Map<String, String> templates, JsonNode request, List<ShownCard> cards) {
    Set<String> cited = new LinkedHashSet<>();
    for (ShownCard card : cards) {
      for (ShownFinding finding : card.findings()) {
        finding.because().forEach(said -> cited.add(said.where()));
      }
    }
    Map<String, JsonNode> sent = new LinkedHashMap<>();
    for (String member : ORDERS) {
      JsonNode orders = request.path("context").path(member);
      if (orders.isObject()) {
        sent.put("context." + member, orders);
      }
    }
    JsonNode prefetch = request.path("prefetch");
    templates.keySet().forEach(key -> sent.put(key, prefetch.path(key)));

    Set<String> fetched = new LinkedHashSet<>(cited);
    sent.values().forEach(value -> references(value).forEach(fetched::remove));

    List<ReceivedData> data = new ArrayList<>();
    sent.forEach(
        (key, value) ->
            data.add(
                value.isMissingNode()
                    ? notSent(key, templates.getOrDefault(key, ""), fetched)
                    : of(key, value, cited)));
    for (String key : prefetch.propertyNames()) {
      if (!templates.containsKey(key)) {
        data.add(new ReceivedData(key, "sent, but not read by this service", List.of(), 0));
      }
    }
    return data;
  }

  private static ReceivedData notSent(String key, String template, Set<String> fetched) {
    List<String> decided = fetched.stream().filter(reference -> isOf(template, reference)).toList();
    return new ReceivedData(key, decided.isEmpty() ? "not sent" : "not sent; fetched", decided, 0);
  }

  private static ReceivedData of(String key, JsonNode value, Set<String> cited) {
    List<String> references = references(value);
    return new ReceivedData(
        key,
        received(value),
        references.stream().filter(cited::contains).distinct().toList(),
        references.stream().filter(reference -> !cited.contains(reference)).count());
  }

  private static String received(JsonNode value) {
    if (value.isNull()) {
      return "nothing on record (null)";
    }
    String type = PageJson.text(value, "resourceType");
    if (type.equals("Bundle")) {
      int entries = value.path("entry").size();
      return entries == 0 ? "nothing on record" : entries == 1 ? "1 entry" : entries + " entries";
    }
    return type.equals("OperationOutcome") ? "an error: unknown, never “none”" : "1 resource";
  }

  private static List<String> references(JsonNode value) {
    List<String> references = new ArrayList<>();
    if (PageJson.text(value, "resourceType").equals("Bundle")) {
      value
          .path("entry")
          .valueStream()
          .map(entry -> reference(entry.path("resource")))
          .forEach(references::add);
    } else if (value.has("id")) {
      references.add(reference(value));
    }
    return references;
  }

  private static String reference(JsonNode resource) {
    return PageJson.text(resource, "resourceType") + "/" + PageJson.text(resource, "id");
  }

  /** Whether a template such as {@code Type?patient=…} asks for resources of this type. */
  private static boolean isOf(String template, String reference) {
    int slash = reference.indexOf('/');
    return slash > 0
        && template.startsWith(reference.substring(0, slash))
        && template.length() > slash
        && "?/".indexOf(template.charAt(slash)) >= 0;
  }
}
