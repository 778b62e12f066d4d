package cds.web.docs;

import cds.cdshooks.CdsService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An OpenAPI document as a person reads it.
 *
 * @param title its title
 * @param description what holds for all of it
 * @param services the services that the reader may call; empty for a reader who is not known
 * @param operations what can be called
 * @param definitions what goes over the wire
 */
record DocsPage(
    String title,
    String description,
    List<CdsService> services,
    List<Operation> operations,
    List<Definition> definitions) {

  private static final String SCHEMAS = "#/components/schemas/";
  private static final List<String> METHODS = List.of("get", "post");

  /**
   * A method at an address.
   *
   * @param sends definition of the body; empty without a body
   */
  record Operation(
      String method,
      String path,
      String summary,
      String description,
      String sends,
      List<Reply> replies,
      List<Example> examples) {}

  /**
   * What may come back.
   *
   * @param definition definition of the body; empty when it is described by no name
   */
  record Reply(String status, String description, String definition) {}

  /** A body, indented. */
  record Example(String title, String json) {}

  /** An object or text that goes over the wire. */
  record Definition(String name, String description, List<Member> members) {}

  /**
   * A member of an object.
   *
   * @param type what it is, in words
   * @param definition definition of its value, or of the elements of its list; empty when none
   */
  record Member(
      String name, String type, String definition, boolean required, String description) {}

  /** Reads a document. */
  static DocsPage of(ObjectNode openApi, List<CdsService> services) {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : openApi.path("paths").properties()) {
      for (String method : METHODS) {
        if (path.getValue().get(method) instanceof ObjectNode operation) {
          operations.add(operation(openApi, method, path.getKey(), operation));
        }
      }
    }
    return new DocsPage(
        text(openApi.path("info"), "title"),
        text(openApi.path("info"), "description"),
        services,
        operations,
        openApi.at("/components/schemas").properties().stream()
            .map(schema -> definition(schema.getKey(), schema.getValue()))
            .toList());
  }

  private static Operation operation(
      ObjectNode openApi, String method, String path, ObjectNode operation) {
    JsonNode body = content(operation.path("requestBody"));
    List<Reply> replies = new ArrayList<>();
    List<Example> examples = new ArrayList<>(examples(body));
    for (Map.Entry<String, JsonNode> entry : operation.path("responses").properties()) {
      JsonNode response = resolved(openApi, entry.getValue());
      JsonNode content = content(response);
      replies.add(
          new Reply(
              entry.getKey(),
              text(response, "description"),
              name(text(content.path("schema"), "$ref"))));
      if (entry.getKey().startsWith("2")) {
        examples.addAll(examples(content));
      }
    }
    return new Operation(
        method.toUpperCase(Locale.ROOT),
        path,
        text(operation, "summary"),
        text(operation, "description"),
        name(text(body.path("schema"), "$ref")),
        replies,
        examples);
  }

  private static List<Example> examples(JsonNode content) {
    return content.path("examples").properties().stream()
        .map(
            example ->
                new Example(
                    text(example.getValue(), "summary"),
                    example.getValue().path("value").toPrettyString()))
        .toList();
  }

  private static JsonNode content(JsonNode holder) {
    return holder.path("content").valueStream().findFirst().orElse(holder.path("content"));
  }

  private static JsonNode resolved(ObjectNode openApi, JsonNode node) {
    String ref = text(node, "$ref");
    return ref.isEmpty() ? node : openApi.at(ref.substring(1));
  }

  private static Definition definition(String name, JsonNode schema) {
    List<String> required =
        schema.path("required").valueStream().map(JsonNode::stringValue).toList();
    return new Definition(
        name,
        Stream.of(text(schema, "description"), pattern(schema))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" ")),
        schema.path("properties").properties().stream()
            .map(
                member ->
                    member(member.getKey(), member.getValue(), required.contains(member.getKey())))
            .toList());
  }

  private static Member member(String name, JsonNode schema, boolean required) {
    boolean list = text(schema, "type").equals("array");
    JsonNode value = list ? schema.path("items") : schema;
    String definition = name(text(value, "$ref"));
    String type = definition.isEmpty() ? type(value) : definition;
    return new Member(
        name, list ? "list of " + type : type, definition, required, text(schema, "description"));
  }

  private static String type(JsonNode schema) {
    if (schema.has("const")) {
      return schema.path("const").asString();
    }
    if (schema.has("enum")) {
      return schema
          .path("enum")
          .valueStream()
          .map(JsonNode::asString)
          .collect(Collectors.joining(" or "));
    }
    String type = text(schema, "type");
    return type.isEmpty() ? "any" : type;
  }

  private static String pattern(JsonNode schema) {
    return text(schema, "type").equals("string") ? "Text like " + text(schema, "pattern") : "";
  }

  private static String name(String ref) {
    return ref.startsWith(SCHEMAS) ? ref.substring(SCHEMAS.length()) : "";
  }

  private static String text(JsonNode node, String member) {
    return node.path(member).asString("");
  }
}
