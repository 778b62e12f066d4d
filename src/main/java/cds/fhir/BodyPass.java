package cds.fhir;

import cds.chart.DataKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** One pass over the bytes of one body. */
final class BodyPass {

  private static final String PREFETCH = "prefetch";
  private static final String RESOURCE_TYPE = "resourceType";

  private final byte[] body;
  private final JsonParser parser;
  private final Tokens tokens;
  private final PlainReader plain = ResourceReader.plain();

  BodyPass(byte[] body) {
    this.body = body;
    this.parser = StrictJson.parser(body);
    this.tokens = Tokens.of(parser, new StrictText(body));
  }

  RequestBody request() {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    Prefetch prefetch = Prefetch.none();
    tokens.next();
    while (tokens.next() == JsonToken.PROPERTY_NAME) {
      String name = tokens.name();
      JsonToken token = tokens.next();
      if (name.equals(PREFETCH) && token == JsonToken.START_OBJECT) {
        prefetch = prefetch();
        envelope.putObject(name);
      } else {
        envelope.set(name, json(token));
      }
    }
    if (tokens.next() != null) {
      throw StrictJson.notValid(parser.currentTokenLocation());
    }
    return new RequestBody(envelope, prefetch);
  }

  private Prefetch prefetch() {
    Map<String, Prefetch.Value> values = new LinkedHashMap<>();
    while (tokens.next() == JsonToken.PROPERTY_NAME) {
      String key = tokens.name();
      JsonToken token = tokens.next();
      boolean bundle =
          token == JsonToken.START_OBJECT
              && DataKind.ofKey(key).filter(kind -> kind != DataKind.PATIENT).isPresent();
      values.put(key, bundle ? bundle() : skipped(token));
    }
    return new Prefetch(values);
  }

  private Prefetch.Value skipped(@Nullable JsonToken token) {
    if (token == null || !token.isStructStart()) {
      JsonNode json = json(token);
      return new Prefetch.Value(null, () -> json);
    }
    int from = from();
    tokens.skip(token);
    int to = to();
    return new Prefetch.Value(null, () -> StrictJson.checked(body, from, to));
  }

  private Prefetch.Value bundle() {
    int from = from();
    int open = tokens.depth() - 1;
    PlainBundle bundle;
    try {
      bundle = plainBundle();
    } catch (PlainReader.NotPlain e) {
      tokens.leave(open);
      bundle = null;
    }
    int to = to();
    return new Prefetch.Value(bundle, () -> StrictJson.checked(body, from, to));
  }

  private PlainBundle plainBundle() {
    if (tokens.next() != JsonToken.PROPERTY_NAME
        || !tokens.name().equals(RESOURCE_TYPE)
        || tokens.next() != JsonToken.VALUE_STRING
        || !tokens.text().equals("Bundle")) {
      throw PlainReader.notPlain();
    }
    List<Entry> entries = new ArrayList<>();
    JsonNode links = MissingNode.getInstance();
    int total = 0;
    while (tokens.next() == JsonToken.PROPERTY_NAME) {
      String name = tokens.name();
      JsonToken token = tokens.next();
      switch (name) {
        case "entry" -> entries(token, entries);
        case "link" -> links = json(token);
        case "total" -> total = json(token).asInt(0);
        case "implicitRules" -> throw PlainReader.notPlain();
        default -> tokens.skip(token);
      }
    }
    return new PlainBundle(entries, links, total);
  }

  private void entries(@Nullable JsonToken token, List<Entry> entries) {
    if (token != JsonToken.START_ARRAY) {
      throw PlainReader.notPlain();
    }
    for (JsonToken item = tokens.next(); item != JsonToken.END_ARRAY; item = tokens.next()) {
      if (item != JsonToken.START_OBJECT) {
        throw PlainReader.notPlain();
      }
      entries.add(entry());
    }
  }

  private Entry entry() {
    String fullUrl = null;
    Function<@Nullable String, Entry> resource = null;
    while (tokens.next() == JsonToken.PROPERTY_NAME) {
      String name = tokens.name();
      JsonToken token = tokens.next();
      switch (name) {
        case "fullUrl" -> fullUrl = text(token);
        case "resource" -> resource = resource(token);
        case "search" -> refuseOutcome(token);
        case RESOURCE_TYPE -> throw PlainReader.notPlain();
        default -> tokens.skip(token);
      }
    }
    if (resource == null) {
      throw PlainReader.notPlain();
    }
    return resource.apply(fullUrl);
  }

  private String text(@Nullable JsonToken token) {
    if (token != JsonToken.VALUE_STRING) {
      throw PlainReader.notPlain();
    }
    return tokens.text();
  }

  /** An entry that only informs, or tells of an error, is judged with the whole Bundle. */
  private void refuseOutcome(@Nullable JsonToken search) {
    if (search != JsonToken.START_OBJECT) {
      throw PlainReader.notPlain();
    }
    while (tokens.next() == JsonToken.PROPERTY_NAME) {
      boolean mode = tokens.name().equals("mode");
      JsonToken token = tokens.next();
      if (mode && token == JsonToken.VALUE_STRING && tokens.text().equals("outcome")) {
        throw PlainReader.notPlain();
      }
      tokens.skip(token);
    }
  }

  /** The resource; its entry's address may come after it. */
  private Function<@Nullable String, Entry> resource(@Nullable JsonToken token) {
    if (token != JsonToken.START_OBJECT) {
      throw PlainReader.notPlain();
    }
    int from = from();
    int open = tokens.depth() - 1;
    Element element;
    try {
      element = plain.read(tokens);
    } catch (PlainReader.NotPlain e) {
      tokens.leave(open);
      element = null;
    }
    int to = to();
    if (element == null) {
      ObjectNode tree = (ObjectNode) StrictJson.checked(body, from, to);
      refuseOther(tree.path(RESOURCE_TYPE).asString(""));
      return fullUrl -> Entry.of(fullUrl, tree);
    }
    refuseOther(element.type());
    Element read = element;
    return fullUrl ->
        Entry.of(fullUrl, read, () -> (ObjectNode) StrictJson.checked(body, from, to));
  }

  private void refuseOther(String type) {
    if (type.equals("OperationOutcome") || !plain.knows(type)) {
      throw PlainReader.notPlain();
    }
  }

  private JsonNode json(@Nullable JsonToken token) {
    if (token == null) {
      throw StrictJson.notValid(parser.currentTokenLocation());
    }
    if (!token.isStructStart()) {
      return scalar(token);
    }
    int from = from();
    tokens.skip(token);
    return StrictJson.checked(body, from, to());
  }

  private JsonNode scalar(JsonToken token) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (token) {
      case VALUE_STRING -> nodes.stringNode(parser.getString());
      case VALUE_TRUE, VALUE_FALSE -> nodes.booleanNode(token == JsonToken.VALUE_TRUE);
      case VALUE_NULL -> nodes.nullNode();
      default -> nodes.numberNode(parser.getDecimalValue());
    };
  }

  /** Where the token that was read last begins. */
  private int from() {
    return Math.toIntExact(parser.currentTokenLocation().getByteOffset());
  }

  /** Where the closing bracket that was read last ends. */
  private int to() {
    return Math.toIntExact(parser.currentLocation().getByteOffset());
  }
}
