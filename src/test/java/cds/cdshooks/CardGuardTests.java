package cds.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import cds.conformance.Requirement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class CardGuardTests {

  private static final Coding CODING = new Coding("a", "https://example.org/topics", "A");
  private static final Card.Source SOURCE =
      new Card.Source("Guidance", "https://example.org", CODING);
  private static final JsonNode ORDER =
      JsonNodeFactory.instance.objectNode().put("resourceType", "MedicationRequest");
  private static final Card.Action UPDATE = new Card.Action("update", "Change it", ORDER, null);

  private final Card card = card("c1", "A summary", "Some **detail**, 3 <7 and a \\<b>");

  @Test
  void aCompleteCardBreaksNoRule() {
    assertThat(CardGuard.violations(card)).isEmpty();
    assertThat(CardGuard.violations(with(suggestion("s1", UPDATE)))).isEmpty();
    assertThat(CardGuard.violations(with(suggestion("s1", delete("ServiceRequest/1"))))).isEmpty();
  }

  @Test
  void theSummaryIsCountedInCodePoints() {
    String widest = "\uD83D\uDC8A".repeat(139);

    assertThat(CardGuard.violations(card("c1", widest, null))).isEmpty();
    assertThat(CardGuard.violations(card("c1", widest + "a", null)))
        .containsExactly("summary has 140 characters, more than 139");
    assertThat(CardGuard.violations(card("c1", " ", null))).containsExactly("summary is required");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<b>bold</b>",
        "text </p>",
        "<!-- note -->",
        "<?php",
        "\\\\<script>",
        "<img src=x>",
        "![x](https://example.org/x.png)",
        "a\\\\![x][1]",
        "<https://example.org>"
      })
  void htmlAndImagesAreRefusedInDetail(String detail) {
    assertThat(CardGuard.violations(card("c1", "A summary", detail))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a < b", "x <7", "\\<b>", "\\![x]", "wow! [link](https://example.org)", "&lt;b"})
  void whatOnlyLooksLikeHtmlIsKept(String detail) {
    assertThat(CardGuard.violations(card("c1", "A summary", detail))).isEmpty();
  }

  static Stream<Arguments> brokenCards() {
    CardGuardTests tests = new CardGuardTests();
    Card fine = tests.card;
    return Stream.of(
        Arguments.of("uuid is required", card("", "A summary", null)),
        Arguments.of("indicator is not one of the three", indicated(fine, "hard-stop")),
        Arguments.of("source.label is required", sourced(fine, new Card.Source(" ", null, CODING))),
        Arguments.of(
            "source.url is not absolute", sourced(fine, new Card.Source("G", "/here", CODING))),
        Arguments.of(
            "source.topic needs code and system",
            sourced(fine, new Card.Source("G", null, new Coding("a", "", "A")))),
        Arguments.of(
            "suggestions need selectionBehavior at-most-one or any (cds-resp-6)",
            choosing(tests.with(suggestion("s1", UPDATE)), "all")),
        Arguments.of(
            "suggestions need selectionBehavior at-most-one or any (cds-resp-6)",
            choosing(tests.with(suggestion("s1", UPDATE)), null)),
        Arguments.of("selectionBehavior without suggestions", choosing(fine, "any")),
        Arguments.of(
            "a suggestion needs a label",
            tests.with(new Card.Suggestion("", "s1", List.of(UPDATE)))),
        Arguments.of("a suggestion needs a uuid", tests.with(suggestion("", UPDATE))),
        Arguments.of("uuids are not unique", tests.with(suggestion("c1", UPDATE))),
        Arguments.of(
            "an action needs a description (cds-resp-5)",
            acting(tests, new Card.Action("create", "", ORDER, null))),
        Arguments.of(
            "an action that creates or updates needs a resource, and no resourceId",
            acting(tests, new Card.Action("create", "Add it", null, null))),
        Arguments.of(
            "an action that deletes needs resourceId Type/id, and no resource (cds-resp-2)",
            acting(tests, delete("1"))),
        Arguments.of(
            "the type of an action is create, update or delete",
            acting(tests, new Card.Action("patch", "Patch it", ORDER, null))),
        Arguments.of(
            "an override reason needs code, system and display (cds-resp-4)",
            overridden(fine, new Coding("a", "https://example.org/reasons", ""))),
        Arguments.of("a link needs a label", linked(fine, "", "https://example.org", "absolute")),
        Arguments.of("a link needs an absolute url", linked(fine, "More", "", "smart")),
        Arguments.of(
            "the type of a link is absolute or smart",
            linked(fine, "More", "https://example.org", "relative")));
  }

  @ParameterizedTest
  @MethodSource("brokenCards")
  @Requirement({"LINK-1", "I-103", "I-138", "I-139", "I-141", "I-142"})
  void eachRuleIsNamed(String rule, Card broken) {
    assertThat(CardGuard.violations(broken)).containsExactly(rule);
  }

  @Test
  void aBrokenCardIsReplacedInItsPlaceAndNeverDropped() {
    Card broken = card("c2", "A summary", "<b>");
    Card last = card("c3", "Last", null);

    CdsResponse guarded =
        CardGuard.guard(new CdsResponse(List.of(card, broken, last)), CardGuardTests::plain);

    assertThat(guarded.cards()).containsExactly(card, plain(broken), last);
  }

  @Test
  void aCardThatRepeatsAUuidIsReplaced() {
    Card first = with(suggestion("s1", UPDATE));
    Card second = card("s1", "Another", null);

    CdsResponse guarded =
        CardGuard.guard(new CdsResponse(List.of(first, second)), CardGuardTests::plain);

    assertThat(guarded.cards()).containsExactly(first, plain(second));
  }

  @Test
  void nothingToSayStaysNothing() {
    assertThat(CardGuard.guard(new CdsResponse(List.of()), CardGuardTests::plain).cards())
        .isEmpty();
  }

  private static Card plain(Card card) {
    return card(card.uuid() + "-plain", "Plain", null);
  }

  private static Card card(String uuid, String summary, String detail) {
    return new Card(
        uuid,
        summary,
        detail,
        "info",
        SOURCE,
        List.of(),
        null,
        List.of(CODING),
        List.of(new Card.Link("More", "https://example.org/more", "absolute")),
        Map.of());
  }

  private static Card.Suggestion suggestion(String uuid, Card.Action action) {
    return new Card.Suggestion("Do it", uuid, List.of(action));
  }

  private static Card.Action delete(String resourceId) {
    return new Card.Action("delete", "Remove it", null, resourceId);
  }

  private Card with(Card.Suggestion suggestion) {
    return copy(card, card.indicator(), card.source(), List.of(suggestion), "any");
  }

  private static Card acting(CardGuardTests tests, Card.Action action) {
    return tests.with(suggestion("s1", action));
  }

  private static Card indicated(Card card, String indicator) {
    return copy(card, indicator, card.source(), List.of(), null);
  }

  private static Card sourced(Card card, Card.Source source) {
    return copy(card, card.indicator(), source, List.of(), null);
  }

  private static Card choosing(Card card, String selectionBehavior) {
    return copy(card, card.indicator(), card.source(), card.suggestions(), selectionBehavior);
  }

  private static Card copy(
      Card card,
      String indicator,
      Card.Source source,
      List<Card.Suggestion> suggestions,
      String selectionBehavior) {
    return new Card(
        card.uuid(),
        card.summary(),
        card.detail(),
        indicator,
        source,
        suggestions,
        selectionBehavior,
        card.overrideReasons(),
        card.links(),
        card.extension());
  }

  private static Card overridden(Card card, Coding reason) {
    return new Card(
        card.uuid(),
        card.summary(),
        null,
        card.indicator(),
        card.source(),
        List.of(),
        null,
        List.of(reason),
        List.of(),
        Map.of());
  }

  private static Card linked(Card card, String label, String url, String type) {
    return new Card(
        card.uuid(),
        card.summary(),
        null,
        card.indicator(),
        card.source(),
        List.of(),
        null,
        List.of(),
        List.of(new Card.Link(label, url, type)),
        Map.of());
  }
}
