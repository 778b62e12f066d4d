package cds.conformance;

import static cds.conformance.Conversations.below;
import static cds.conformance.Conversations.text;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import cds.acceptance.Json;
import cds.conformance.Conversations.Exchange;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** CDS Hooks 2.0.1, "CDS Service Response" and "Card Attributes", on the wire. */
@RunningService
class CardConformanceTests {

  /** The members of a client's order that a dose may change. */
  private static final Set<String> CHANGED =
      Set.of("medicationCodeableConcept", "medicationReference", "dosageInstruction", "intent");

  @LocalServerPort private int port;
  private Conversations conversations;
  private List<JsonNode> cards;

  @BeforeEach
  void converse() {
    conversations = Conversations.with(new Wire(port));
    cards = conversations.cards();
    assertThat(cards).hasSizeGreaterThan(8);
  }

  @Test
  @Requirement({"RES-1", "I-74"})
  void everyAnswerIs200WithAListOfCardsAndValidInBothVersions() {
    assertThat(conversations.all())
        .allSatisfy(
            exchange -> {
              assertThat(exchange.reply().statusCode()).isEqualTo(200);
              assertThat(exchange.answer().path("cards").isArray()).isTrue();
              assertThat(CdsHooksSchema.errors("Response", exchange.answer())).isEmpty();
              assertThat(CdsHooksSchema.errors("Response3", exchange.answer())).isEmpty();
            });
  }

  @Test
  @Requirement("I-77")
  void nothingToSayIsAnEmptyList() {
    assertThat(conversations.all())
        .filteredOn(exchange -> exchange.cards().isEmpty())
        .isNotEmpty()
        .allSatisfy(exchange -> assertThat(exchange.reply().body()).isEqualTo("{\"cards\":[]}"));
  }

  @Test
  @Requirement({"SYS-1", "I-75"})
  void nothingIsDoneWithoutAsking() {
    assertThat(conversations.all())
        .allSatisfy(exchange -> assertThat(exchange.answer().has("systemActions")).isFalse());
  }

  @Test
  @Requirement({"CARD-1", "SUG-2", "I-80", "I-119"})
  void everyCardAndSuggestionHasAUuidThatNoOtherHas() {
    Set<String> seen = new HashSet<>();
    for (Exchange exchange : conversations.all()) {
      List<JsonNode> marked = new ArrayList<>(exchange.cards());
      marked.addAll(below(exchange.cards(), "suggestions"));
      for (JsonNode node : marked) {
        assertThat(text(node, "uuid")).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(seen.add(text(node, "uuid"))).isTrue();
      }
    }
    assertThat(seen).hasSizeGreaterThan(cards.size());
  }

  @Test
  @Requirement({"CARD-2", "I-83"})
  void summariesAreShorterThan140Characters() {
    assertThat(cards)
        .extracting(card -> text(card, "summary"))
        .allSatisfy(
            summary -> {
              assertThat(summary).isNotBlank();
              assertThat(summary.codePointCount(0, summary.length())).isLessThan(140);
            });
  }

  @Test
  @Requirement({"CARD-3", "I-84", "I-85"})
  void detailsAreMarkdownWithoutHtmlAndImagesWhateverTheChartHolds() {
    List<String> details =
        cards.stream().map(card -> text(card, "detail")).filter(d -> !d.isEmpty()).toList();

    assertThat(details).hasSizeGreaterThan(5).anyMatch(detail -> detail.contains("**"));
    assertThat(details).allSatisfy(detail -> assertThat(markup(detail)).isZero());
    assertThat(markup("a <b>b</b> ![c](d)")).as("markup would be found").isEqualTo(3);
    assertThat(cards).noneMatch(card -> card.toString().contains("evil.example"));
  }

  @Test
  @Requirement({"CARD-4", "I-87", "I-88"})
  void indicatorsAreInfoWarningOrCriticalAndEachOccurs() {
    assertThat(cards)
        .extracting(card -> text(card, "indicator"))
        .containsOnly("info", "warning", "critical");
  }

  @Test
  @Requirement({"CARD-5", "SRC-1", "SRC-2", "I-90", "I-105", "I-107", "I-108", "I-109", "I-113"})
  void sourcesHaveALabelAndAtMostAnAbsoluteUrlOfThePublication() {
    List<JsonNode> sources = cards.stream().map(card -> card.path("source")).toList();

    assertThat(sources)
        .allSatisfy(
            source -> {
              assertThat(text(source, "label")).isNotBlank();
              assertThat(source.has("icon")).isFalse();
            });
    assertThat(sources).anyMatch(source -> !source.has("url"));
    assertThat(sources)
        .filteredOn(source -> source.has("url"))
        .isNotEmpty()
        .extracting(source -> text(source, "url"))
        .allSatisfy(
            url -> {
              assertThat(URI.create(url).isAbsolute()).isTrue();
              assertThat(url).as("no drill-down of a patient").doesNotContain("pat-1");
            });
  }

  @Test
  @Requirement({"SRC-4", "I-115", "I-220"})
  void everySourceHasATopic() {
    assertThat(cards)
        .extracting(card -> card.path("source").path("topic"))
        .allSatisfy(
            topic -> {
              assertThat(CdsHooksSchema.errors("Coding", topic)).isEmpty();
              assertThat(text(topic, "display")).isNotBlank();
            });
  }

  @Test
  @Requirement({"CARD-6", "I-92", "I-93", "I-94", "I-95", "I-96"})
  void suggestionsComeWithASelectionBehaviorAndNeverWithoutThem() {
    assertThat(cards)
        .filteredOn(card -> card.has("suggestions"))
        .isNotEmpty()
        .allSatisfy(
            card -> {
              assertThat(card.path("suggestions").isArray()).isTrue();
              assertThat(text(card, "selectionBehavior")).isIn("at-most-one", "any");
            });
    assertThat(cards)
        .filteredOn(card -> !card.has("suggestions"))
        .isNotEmpty()
        .allSatisfy(card -> assertThat(card.has("selectionBehavior")).isFalse());
  }

  @Test
  @Requirement({"CARD-7", "CODE-1", "I-98", "I-99", "I-100", "I-136", "I-219"})
  void overrideReasonsHaveCodeSystemAndDisplay() {
    List<JsonNode> reasons = below(cards, "overrideReasons");

    assertThat(reasons).hasSizeGreaterThan(20);
    assertThat(reasons)
        .allSatisfy(
            reason -> assertThat(CdsHooksSchema.errors("OverrideReason", reason)).isEmpty());
  }

  @Test
  @Requirement({"CODE-1", "I-216", "I-217", "I-218"})
  void codingsHaveCodeAndSystemAndNothingOfFhir() {
    List<JsonNode> codings = new ArrayList<>(below(cards, "overrideReasons"));
    cards.forEach(card -> codings.add(card.path("source").path("topic")));

    assertThat(codings)
        .allSatisfy(
            coding -> {
              assertThat(coding.propertyNames())
                  .containsExactlyInAnyOrder("code", "system", "display");
              assertThat(text(coding, "code")).isNotBlank();
              assertThat(URI.create(text(coding, "system")).isAbsolute()).isTrue();
            });
  }

  @Test
  @Requirement({"SUG-1", "SUG-4", "I-117", "I-124", "I-125"})
  void suggestionsHaveALabelAndAListOfActionsThatBelongTogether() {
    assertThat(conversations.suggestions())
        .isNotEmpty()
        .allSatisfy(
            suggestion -> {
              assertThat(text(suggestion, "label")).isNotBlank();
              assertThat(suggestion.path("actions").isArray()).isTrue();
              assertThat(suggestion.path("actions")).isNotEmpty();
            });
  }

  @Test
  @Requirement({"SUG-3", "SUG-5", "I-120"})
  void suggestionsHoldNothingThatSomeClientsDoNotUnderstand() {
    assertThat(conversations.suggestions())
        .isNotEmpty()
        .allSatisfy(
            suggestion ->
                assertThat(suggestion.propertyNames()).containsOnly("label", "uuid", "actions"));
  }

  @Test
  @Requirement({"ACT-1", "I-127", "I-128"})
  void actionsHaveATypeAndADescriptionAndEveryTypeOccurs() {
    assertThat(conversations.actions())
        .extracting(action -> text(action, "type"))
        .containsOnly("create", "update", "delete");
    assertThat(conversations.actions())
        .allSatisfy(action -> assertThat(text(action, "description")).isNotBlank());
  }

  @Test
  @Requirement({"JSON-2", "I-130"})
  void resourcesAreFhirR4() {
    IParser parser = FhirContext.forR4Cached().newJsonParser();
    parser.setParserErrorHandler(new StrictErrorHandler());

    assertThat(conversations.actions())
        .filteredOn(action -> action.has("resource"))
        .isNotEmpty()
        .allSatisfy(
            action ->
                assertThat(parser.parseResource(Json.line(action.path("resource"))).fhirType())
                    .isEqualTo("MedicationRequest"));
  }

  @Test
  @Requirement({"ACT-2", "I-131"})
  void whatIsCreatedIsNew() {
    assertThat(conversations.actions("create"))
        .isNotEmpty()
        .allSatisfy(
            action -> {
              assertThat(action.path("resource").has("id")).isFalse();
              assertThat(action.at("/resource/status").asString()).isEqualTo("draft");
              assertThat(action.at("/resource/subject/reference").asString())
                  .isEqualTo("Patient/pat-1");
            });
  }

  @Test
  @Requirement({"ACT-2", "I-132"})
  void whatIsUpdatedIsTheWholeOrderAndOnlyTheDoseIsChanged() {
    List<Exchange> updating = conversations.acting("update");

    assertThat(updating).hasSizeGreaterThan(1);
    for (Exchange exchange : updating) {
      for (JsonNode action : below(below(exchange.cards(), "suggestions"), "actions")) {
        if (text(action, "type").equals("update")) {
          ObjectNode updated = (ObjectNode) action.path("resource").deepCopy();
          ObjectNode sent = sent(exchange.request(), text(updated, "id"));
          assertThat(updated.has("dosageInstruction")).isTrue();
          assertThat(updated.remove(CHANGED)).isEqualTo(sent.remove(CHANGED));
        }
      }
    }
  }

  @Test
  @Requirement({"ACT-3", "I-133", "I-134", "I-135"})
  void whatIsDeletedIsNamedByTypeAndIdAndIsAnOrderOfTheRequest() {
    List<Exchange> deleting = conversations.acting("delete");

    assertThat(deleting).isNotEmpty();
    for (Exchange exchange : deleting) {
      for (JsonNode action : below(below(exchange.cards(), "suggestions"), "actions")) {
        if (text(action, "type").equals("delete")) {
          String[] reference = text(action, "resourceId").split("/");
          assertThat(reference).hasSize(2);
          assertThat(text(sent(exchange.request(), reference[1]), "resourceType"))
              .isEqualTo(reference[0]);
          assertThat(action.has("resource")).isFalse();
        }
      }
    }
  }

  @Test
  @Requirement({"LINK-2", "LINK-3", "I-104", "I-145", "I-146", "I-147"})
  void noLinkStartsAnApplicationOrCarriesContext() {
    assertThat(cards).anyMatch(card -> !card.has("links"));
    assertThat(below(cards, "links"))
        .allSatisfy(
            link -> {
              assertThat(link.has("appContext")).isFalse();
              assertThat(link.has("autolaunchable")).isFalse();
            });
  }

  private static ObjectNode sent(JsonNode request, String id) {
    return request
        .at("/context/draftOrders/entry")
        .valueStream()
        .map(entry -> (ObjectNode) entry.path("resource").deepCopy())
        .filter(order -> text(order, "id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** How many pieces of HTML and images a client's renderer would find. */
  private static int markup(String detail) {
    int[] found = {0};
    Parser.builder()
        .extensions(List.of(TablesExtension.create()))
        .build()
        .parse(detail)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(HtmlBlock block) {
                found[0]++;
              }

              @Override
              public void visit(HtmlInline inline) {
                found[0]++;
              }

              @Override
              public void visit(Image image) {
                found[0]++;
              }
            });
    return found[0];
  }
}
