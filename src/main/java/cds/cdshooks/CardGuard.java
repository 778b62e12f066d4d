package cds.cdshooks;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules of CDS Hooks 2.0.1, "Card Attributes", that a card must keep. Invariants of the
 * specification are cited by their names ({@code cds-resp-…}).
 */
public final class CardGuard {

  private static final Set<String> INDICATORS =
      Arrays.stream(Indicator.values())
          .map(Indicator::code)
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> SELECTION_BEHAVIORS = Set.of("at-most-one", "any");
  private static final Set<String> LINK_TYPES = Set.of("absolute", "smart");
  private static final Pattern REFERENCE = Pattern.compile("[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64}");

  private CardGuard() {}

  /**
   * The rules that a card breaks, as sentences without the card's own text; none when it is fine.
   */
  public static List<String> violations(Card card) {
    List<String> broken = new ArrayList<>();
    require(broken, !blank(card.uuid()), "uuid is required");
    int length =
        blank(card.summary()) ? 0 : card.summary().codePointCount(0, card.summary().length());
    require(broken, length >= 1, "summary is required");
    require(
        broken,
        length <= Card.MAX_SUMMARY,
        "summary has " + length + " characters, more than " + Card.MAX_SUMMARY);
    checkDetail(broken, card.detail());
    require(broken, INDICATORS.contains(card.indicator()), "indicator is not one of the three");
    checkSource(broken, card.source());
    checkSuggestions(broken, card);
    for (Coding reason : card.overrideReasons()) {
      require(
          broken,
          !blank(reason.code()) && !blank(reason.system()) && !blank(reason.display()),
          "an override reason needs code, system and display (cds-resp-4)");
    }
    card.links().forEach(link -> checkLink(broken, link));
    require(
        broken, uuids(card).size() == new HashSet<>(uuids(card)).size(), "uuids are not unique");
    return List.copyOf(broken);
  }

  /**
   * Replaces each card that breaks a rule, or repeats a uuid of a card before it, by a plain one.
   * No card is ever dropped.
   *
   * @param plainReplacement makes a card that says the same without what may be broken
   */
  public static CdsResponse guard(CdsResponse response, Function<Card, Card> plainReplacement) {
    Set<String> seen = new HashSet<>();
    List<Card> guarded = new ArrayList<>();
    for (Card card : response.cards()) {
      boolean fine = violations(card).isEmpty() && uuids(card).stream().noneMatch(seen::contains);
      Card answer = fine ? card : plainReplacement.apply(card);
      seen.addAll(uuids(answer));
      guarded.add(answer);
    }
    return new CdsResponse(List.copyOf(guarded));
  }

  private static void checkDetail(List<String> broken, @Nullable String detail) {
    if (detail != null) {
      require(broken, !holds(detail, '<', CardGuard::opensTag), "detail holds an HTML tag");
      require(broken, !holds(detail, '!', next -> next == '['), "detail holds an image");
    }
  }

  private static boolean opensTag(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/' || c == '!' || c == '?';
  }

  /** Whether a character stands somewhere unescaped before one of certain others. */
  private static boolean holds(String markdown, char mark, IntPredicate next) {
    for (int i = markdown.indexOf(mark); i >= 0; i = markdown.indexOf(mark, i + 1)) {
      if (i + 1 < markdown.length() && next.test(markdown.charAt(i + 1)) && !escaped(markdown, i)) {
        return true;
      }
    }
    return false;
  }

  /** A backslash escapes, two backslashes are a backslash: only an odd number of them protects. */
  private static boolean escaped(String markdown, int at) {
    int first = at;
    while (first > 0 && markdown.charAt(first - 1) == '\\') {
      first--;
    }
    return (at - first) % 2 == 1;
  }

  private static void checkSource(List<String> broken, Card.Source source) {
    require(broken, !blank(source.label()), "source.label is required");
    require(broken, source.url() == null || absolute(source.url()), "source.url is not absolute");
    require(
        broken,
        !blank(source.topic().code()) && !blank(source.topic().system()),
        "source.topic needs code and system");
  }

  private static void checkSuggestions(List<String> broken, Card card) {
    if (card.suggestions().isEmpty()) {
      require(broken, card.selectionBehavior() == null, "selectionBehavior without suggestions");
    } else {
      require(
          broken,
          card.selectionBehavior() != null
              && SELECTION_BEHAVIORS.contains(card.selectionBehavior()),
          "suggestions need selectionBehavior at-most-one or any (cds-resp-6)");
    }
    for (Card.Suggestion suggestion : card.suggestions()) {
      require(broken, !blank(suggestion.label()), "a suggestion needs a label");
      require(broken, !blank(suggestion.uuid()), "a suggestion needs a uuid");
      suggestion.actions().forEach(action -> checkAction(broken, action));
    }
  }

  private static void checkAction(List<String> broken, Card.Action action) {
    require(broken, !blank(action.description()), "an action needs a description (cds-resp-5)");
    boolean hasResource = action.resource() != null && action.resource().isObject();
    switch (String.valueOf(action.type())) {
      case "create", "update" ->
          require(
              broken,
              hasResource && action.resourceId() == null,
              "an action that creates or updates needs a resource, and no resourceId");
      case "delete" ->
          require(
              broken,
              action.resource() == null
                  && action.resourceId() != null
                  && REFERENCE.matcher(action.resourceId()).matches(),
              "an action that deletes needs resourceId Type/id, and no resource (cds-resp-2)");
      default -> broken.add("the type of an action is create, update or delete");
    }
  }

  private static void checkLink(List<String> broken, Card.Link link) {
    require(broken, !blank(link.label()), "a link needs a label");
    require(broken, LINK_TYPES.contains(link.type()), "the type of a link is absolute or smart");
    require(broken, absolute(link.url()), "a link needs an absolute url");
  }

  private static List<String> uuids(Card card) {
    List<String> uuids = new ArrayList<>();
    uuids.add(card.uuid());
    card.suggestions().forEach(suggestion -> uuids.add(suggestion.uuid()));
    return uuids;
  }

  private static boolean absolute(@Nullable String url) {
    try {
      return !blank(url) && URI.create(url).isAbsolute();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private static void require(List<String> broken, boolean holds, String rule) {
    if (!holds) {
      broken.add(rule);
    }
  }
}
