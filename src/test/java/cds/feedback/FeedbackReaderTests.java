package cds.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.conformance.Requirement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class FeedbackReaderTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TIME = "'outcomeTimestamp':'2025-06-16T12:00:00Z'";
  private static final String OVERRIDDEN = "'card':'c1','outcome':'overridden'," + TIME;

  @Test
  @Requirement({"FB-3", "FB-4"})
  void anAcceptedSuggestionIsRead() {
    Report report =
        one("'card':'c1','outcome':'accepted','acceptedSuggestions':[{'id':'s1'}]," + TIME);

    assertThat(report)
        .isEqualTo(
            new Report(
                "c1",
                "accepted",
                Instant.parse("2025-06-16T12:00:00Z"),
                List.of("s1"),
                null,
                null));
  }

  @Test
  @Requirement({"FB-5", "FB-9"})
  void anOverrideCarriesItsReasonAndComment() {
    Report report =
        one(
            OVERRIDDEN
                + ",'overrideReason':{'reason':{'code':'already-done','system':'urn:x','more':1},"
                + "'userComment':'seen last week'}");

    assertThat(report.reason()).isEqualTo(new Report.Reason("urn:x", "already-done"));
    assertThat(report.comment()).isEqualTo(new Report.Comment("seen last week", false));
  }

  @Test
  @Requirement("FB-5")
  void anOverrideNeedsNoReason() {
    assertThat(one(OVERRIDDEN).reason()).isNull();
    assertThat(one(OVERRIDDEN + ",'overrideReason':null").comment()).isNull();
  }

  @Test
  @Requirement("FB-2")
  void reportsKeepTheirOrderAndTheSameCardMayComeAgain() {
    List<Report> reports =
        FeedbackReader.read(
            body("{'feedback':[{%s},{%s}],'unknown':true}".formatted(OVERRIDDEN, OVERRIDDEN)));

    assertThat(reports).extracting(Report::card).containsExactly("c1", "c1");
  }

  @ParameterizedTest
  @CsvSource({
    "2025-06-16T14:00:00+02:00, 2025-06-16T12:00:00Z",
    "2025-06-16t12:00:00z, 2025-06-16T12:00:00Z",
    "2025-06-16T12:00:00.123456789Z, 2025-06-16T12:00:00.123456789Z",
    "2025-06-15T22:00:00.5-14:00, 2025-06-16T12:00:00.5Z"
  })
  @Requirement("FB-3")
  void aTimeIsReadWithItsOffset(String sent, String read) {
    Report report =
        one("'card':'c1','outcome':'overridden','outcomeTimestamp':'%s'".formatted(sent));

    assertThat(report.at()).isEqualTo(Instant.parse(read));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-06-16T12:00:00",
        "2025-06-16",
        "2025-06-31T12:00:00Z",
        "2025-06-16T25:00:00Z",
        "2025-06-16T12:00Z",
        "2025-06-16T12:00:00+2",
        "2025-06-16T12:00:00+19:00",
        "+12025-06-16T12:00:00Z",
        "Mon, 16 Jun 2025 12:00:00 GMT",
        "1750075200"
      })
  @Requirement("FB-3")
  void aTimeThatIsNotRfc3339IsRefused(String sent) {
    assertRefused(
        "{'feedback':[{'card':'c1','outcome':'overridden','outcomeTimestamp':'%s'}]}"
            .formatted(sent),
        "feedback[0].outcomeTimestamp",
        "RFC 3339");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | feedback must be an array",
        "{'feedback':null} | feedback must be an array",
        "{'feedback':{}} | feedback must be an array",
        "{'feedback':[]} | feedback must be an array of at least one",
        "{'feedback':['x']} | feedback[0] must be an object",
        "{'feedback':[{'outcome':'overridden'}]} | feedback[0].card is required",
        "{'feedback':[{'card':7,'outcome':'overridden'}]} | feedback[0].card must be a text",
        "{'feedback':[{'card':'a\\u0000b'}]} | feedback[0].card must be a text",
        "{'feedback':[{'card':'c1'}]} | feedback[0].outcome is required",
        "{'feedback':[{'card':'c1','outcome':'x','outcomeTimestamp':'2025-06-16T12:00:00Z'}]} |"
            + " feedback[0].outcome must be accepted or overridden",
        "{'feedback':[{'card':'c1','outcome':'overridden'}]} | outcomeTimestamp is required"
      })
  @Requirement({"FB-2", "FB-3"})
  void whatIsWrongIsNamedWithItsPlace(String body, String sentence) {
    assertRefused(body, sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'x':1 | acceptedSuggestions must list",
        "'acceptedSuggestions':null | acceptedSuggestions must list",
        "'acceptedSuggestions':[] | cds-fb-2",
        "'acceptedSuggestions':[{}] | acceptedSuggestions[0].id is required",
        "'acceptedSuggestions':[{'id':'a'},'b'] | acceptedSuggestions[1].id is required"
      })
  @Requirement("FB-4")
  void whatIsAcceptedIsNamed(String member, String sentence) {
    assertRefused(
        "{'feedback':[{'card':'c1','outcome':'accepted',%s,%s}]}".formatted(TIME, member),
        "feedback[0].",
        sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'none' | must be an object",
        "{} | cds-fb-3",
        "{'userComment':'','reason':{}} | cds-fb-3",
        "{'userComment':7} | userComment must be a text",
        "{'reason':{'system':'urn:x'}} | reason.code is required",
        "{'reason':'other'} | reason.code is required"
      })
  @Requirement("FB-5")
  void anOverrideReasonHasAReasonOrAComment(String reason, String sentence) {
    assertRefused(
        "{'feedback':[{%s},{%s,'overrideReason':%s}]}".formatted(OVERRIDDEN, OVERRIDDEN, reason),
        "feedback[1].overrideReason",
        sentence);
  }

  @Test
  @Requirement("FB-5")
  void aLongCommentIsKeptInPartAndSaysSo() {
    String long10kB = "ü".repeat(10_000);

    assertThat(commented(long10kB)).isEqualTo(new Report.Comment(long10kB, false));
    assertThat(commented("x" + "🩹".repeat(8_000)))
        .isEqualTo(new Report.Comment("x" + "🩹".repeat(7_999), true));
    assertThat(commented("🩹".repeat(8_000)))
        .isEqualTo(new Report.Comment("🩹".repeat(8_000), false));
    assertThat(commented("a\\u0000b")).isEqualTo(new Report.Comment("a\uFFFDb", false));
  }

  @Test
  void moreThanAClientCollectsIsRefused() {
    String many = ("{" + OVERRIDDEN + "},").repeat(1_000) + "{" + OVERRIDDEN + "}";
    String suggestions = "{'id':'s'},".repeat(100) + "{'id':'s'}";

    assertRefused("{'feedback':[%s]}".formatted(many), "more than 1000", "several calls");
    assertRefused(
        "{'feedback':[{'card':'c1','outcome':'accepted',%s,'acceptedSuggestions':[%s]}]}"
            .formatted(TIME, suggestions),
        "more than 100 suggestions");
    assertRefused("{'feedback':[{'card':'%s'}]}".formatted("c".repeat(257)), "1 to 256 characters");
  }

  @Test
  void aSuggestionAcceptedTwiceCountsOnce() {
    String twice = "'acceptedSuggestions':[{'id':'s'},{'id':'s'}]";

    assertThat(one("'card':'c1','outcome':'accepted'," + twice + "," + TIME).acceptedSuggestions())
        .containsExactly("s");
  }

  private static Report.Comment commented(String comment) {
    return one(OVERRIDDEN + ",'overrideReason':{'userComment':'" + comment + "'}").comment();
  }

  private static Report one(String members) {
    return FeedbackReader.read(body("{'feedback':[{" + members + "}]}")).get(0);
  }

  private static void assertRefused(String body, String... words) {
    assertThatThrownBy(() -> FeedbackReader.read(body(body)))
        .isInstanceOf(FeedbackRejected.class)
        .hasMessageContainingAll(words);
  }

  private static ObjectNode body(String text) {
    return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
  }
}
