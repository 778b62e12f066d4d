package cds.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import cds.acceptance.Json;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Each rule of our schema, tried on a document that breaks it and nothing else. */
class SchemaRuleTests {

  private static final String CODING = "{'code':'a','system':'https://example.org/s'}";
  private static final String REASON =
      "{'code':'a','system':'https://example.org/s','display':'A'}";

  private static final String ANSWER =
      """
      {'cards':[{'uuid':'c1','summary':'A summary','detail':'Text','indicator':'info',
        'source':{'label':'L','url':'https://example.org','topic':%s},
        'suggestions':[{'label':'Do','uuid':'s1','isRecommended':true,'actions':[
          {'type':'create','description':'Add','resource':{'resourceType':'MedicationRequest'}},
          {'type':'delete','description':'Remove','resourceId':'MedicationRequest/1'}]},
          {'label':'Or','isRecommended':false}],
        'selectionBehavior':'at-most-one','overrideReasons':[%s],
        'links':[{'label':'More','url':'https://example.org','type':'absolute'}],
        'extension':{'org.example':{'a':1}}}],
       'systemActions':[{'type':'update','resource':{'resourceType':'ServiceRequest'}}]}
      """
          .formatted(CODING, REASON);

  private static final String REQUEST =
      """
      {'hook':'order-select','hookInstance':'d1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
       'fhirServer':'https://ehr.example.org/fhir',
       'fhirAuthorization':{'access_token':'x','token_type':'Bearer','expires_in':300,
         'scope':'patient/Patient.rs','subject':'cds','patient':'p1'},
       'context':{'userId':'Practitioner/1','patientId':'p1','encounterId':'e1',
         'selections':['MedicationRequest/1'],'draftOrders':{'resourceType':'Bundle'}},
       'prefetch':{'patient':{'resourceType':'Patient'},'conditions':null},
       'patient':'a member of version 1.0'}
      """;

  private static final String FEEDBACK =
      """
      {'feedback':[{'card':'c1','outcome':'accepted','outcomeTimestamp':'2025-06-16T12:00:00.5Z',
        'acceptedSuggestions':[{'id':'s1'}],
        'overrideReason':{'reason':%s,'userComment':'No'}}]}
      """
          .formatted(CODING);

  private static final String DISCOVERY =
      """
      {'services':[{'hook':'patient-view','title':'T','description':'D','id':'a-service',
        'prefetch':{'patient':'Patient/{{context.patientId}}',
          'scores':'Observation?patient={{context.patientId}}&code=http://loinc.org|1,2'},
        'usageRequirements':'None'}]}
      """;

  private static final String OUTCOME =
      """
      {'resourceType':'OperationOutcome',
       'issue':[{'severity':'error','code':'not-found','diagnostics':'There is none.'}]}
      """;

  @Test
  void theSchemaIsOne() {
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                .validate(Json.read(CdsHooksSchema.text())))
        .isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1} = {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "Response | /cards | - |",
        "Response | /cards | {} | /cards",
        "Response | /other | 1 |",
        "Response | /systemActions | [] | /systemActions",
        "Response | /cards/0/other | 1 | /cards/0",
        "Response | /cards/0/uuid | '' | /cards/0/uuid",
        "Response | /cards/0/summary | - | /cards/0",
        "Response | /cards/0/summary | ' ' | /cards/0/summary",
        "Response | /cards/0/detail | null | /cards/0/detail",
        "Response | /cards/0/indicator | 'hard-stop' | /cards/0/indicator",
        "Response | /cards/0/indicator | - | /cards/0",
        "Response | /cards/0/source | - | /cards/0",
        "Response | /cards/0/source/label | - | /cards/0/source",
        "Response | /cards/0/source/url | '/here' | /cards/0/source/url",
        "Response | /cards/0/source/icon | 'icon.png' | /cards/0/source/icon",
        "Response | /cards/0/source/topic/system | - | /cards/0/source/topic",
        "Response | /cards/0/source/topic/version | '1' | /cards/0/source/topic",
        "Response | /cards/0/selectionBehavior | - | /cards/0",
        "Response | /cards/0/selectionBehavior | 'all' | /cards/0/selectionBehavior",
        "Response | /cards/0/suggestions | [] | /cards/0/suggestions",
        "Response | /cards/0/suggestions/0/label | - | /cards/0/suggestions/0",
        "Response | /cards/0/suggestions/0/isRecommended | 'yes'"
            + " | /cards/0/suggestions/0/isRecommended",
        "Response | /cards/0/suggestions/1/isRecommended | true | /cards/0/suggestions",
        "Response | /cards/0/suggestions/0/actions/0/type | 'patch'"
            + " | /cards/0/suggestions/0/actions/0/type",
        "Response | /cards/0/suggestions/0/actions/0/description | -"
            + " | /cards/0/suggestions/0/actions/0",
        "Response | /cards/0/suggestions/0/actions/0/resource | -"
            + " | /cards/0/suggestions/0/actions/0",
        "Response | /cards/0/suggestions/0/actions/0/resourceId | 'MedicationRequest/1'"
            + " | /cards/0/suggestions/0/actions/0",
        "Response | /cards/0/suggestions/0/actions/1/resourceId | '1'"
            + " | /cards/0/suggestions/0/actions/1/resourceId",
        "Response | /cards/0/suggestions/0/actions/1/resource | '1'"
            + " | /cards/0/suggestions/0/actions/1/resource",
        "Response | /cards/0/suggestions/0/actionSelectionBehavior | 'any'"
            + " | /cards/0/suggestions/0",
        "Response | /cards/0/overrideReasons/0/display | - | /cards/0/overrideReasons/0",
        "Response | /cards/0/links/0/type | 'relative' | /cards/0/links/0/type",
        "Response | /cards/0/links/0/appContext | 'x' | /cards/0/links/0",
        "Response | /cards/0/extension | [1] | /cards/0/extension",
        "Request | /hook | - |",
        "Request | /hookInstance | '1' | /hookInstance",
        "Request | /fhirServer | - |",
        "Request | /context | - |",
        "Request | /context/patientId | 'Patient/p1' | /context/patientId",
        "Request | /context/userId | 'Patient/p1' | /context/userId",
        "Request | /context/selections | [] | /context/selections",
        "Request | /context/draftOrders | [] | /context/draftOrders",
        "Request | /prefetch/patient | {'resource':{'resourceType':'Patient'}} | /prefetch/patient",
        "Request | /fhirAuthorization/token_type | 'bearer' | /fhirAuthorization/token_type",
        "Request | /fhirAuthorization/subject | - | /fhirAuthorization",
        "Feedback | /feedback | [] | /feedback",
        "Feedback | /feedback/0/card | - | /feedback/0",
        "Feedback | /feedback/0/outcome | 'ignored' | /feedback/0/outcome",
        "Feedback | /feedback/0/acceptedSuggestions | - | /feedback/0",
        "Feedback | /feedback/0/outcomeTimestamp | '2025-06-16T12:00:00+02:00'"
            + " | /feedback/0/outcomeTimestamp",
        "Feedback | /feedback/0/overrideReason | {} | /feedback/0/overrideReason",
        "Discovery | /services/0/id | 'a/b' | /services/0/id",
        "Discovery | /services/0/description | - | /services/0",
        "Discovery | /services/0/version | '3.0.0' | /services/0",
        "Discovery | /services/0/prefetch | {} | /services/0/prefetch",
        "Discovery | /services/0/prefetch/patient | 'Patient/{{context.patient.id}}'"
            + " | /services/0/prefetch/patient",
        "Discovery | /services/0/prefetch/patient | '/Patient/1' | /services/0/prefetch/patient",
        "OperationOutcome | /issue | [] | /issue",
        "OperationOutcome | /issue/0/code | - | /issue/0"
      })
  void whatBreaksARuleIsInvalid(String definition, String place, String value, String where) {
    ObjectNode document = document(definition);
    assertThat(CdsHooksSchema.errors(definition, document)).isEmpty();

    change(document, place, value);

    assertThat(CdsHooksSchema.errors(definition, document))
        .anyMatch(error -> error.startsWith((where == null ? "" : where) + ": "));
  }

  @ParameterizedTest(name = "{0}: {1} = {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "Response | /cards | []",
        "Response | /systemActions | -",
        "Response | /cards/0/links/0 | {'label':'A','url':'https://a.example/launch',"
            + "'type':'smart','appContext':'x','autolaunchable':true}",
        "Response3 | /cards/0/suggestions/0/actionSelectionBehavior | 'any'",
        "Request | /prefetch | -",
        "Request | /hook | 'com.example-hook'",
        "Request | /fhirAuthorization/patient | -",
        "Feedback | /feedback/0/overrideReason | {'userComment':'No'}",
        "Discovery | /services | []",
        "Discovery3 | /services/0/version | '3.0.0-ballot'",
        "Discovery3 | /services/0/hookVersion | '1.0'",
        "Discovery3 | /services/0/prefetch/patient"
            + " | 'Appointment?date=gt{{today() - 90 days}}&patient={{context.patientId}}'"
      })
  void whatTheStandardAllowsIsValid(String definition, String place, String value) {
    ObjectNode document = document(definition.replace("3", ""));

    change(document, place, value);

    assertThat(CdsHooksSchema.errors(definition, document)).isEmpty();
  }

  /** Invariant cds-resp-1 as published counts members; what is meant is how many are true. */
  @Test
  @Requirement({"I-122", "SUG-3"})
  void manyMayBeRecommendedWhenAnyNumberMayBeChosen() {
    ObjectNode answer = document("Response");
    change(answer, "/cards/0/suggestions/1/isRecommended", "true");
    change(answer, "/cards/0/selectionBehavior", "'any'");

    assertThat(CdsHooksSchema.errors("Response", answer)).isEmpty();
  }

  @Test
  @Requirement({"CARD-2", "I-83"})
  void aSummaryIsCountedInCharactersNotInHalves() {
    ObjectNode answer = document("Response");

    change(answer, "/cards/0/summary", "'" + "\uD83D\uDC8A".repeat(139) + "'");
    assertThat(CdsHooksSchema.errors("Response", answer)).isEmpty();
    change(answer, "/cards/0/summary", "'" + "\uD83D\uDC8A".repeat(140) + "'");
    assertThat(CdsHooksSchema.errors("Response", answer)).hasSize(1);
  }

  private static ObjectNode document(String definition) {
    return Json.quoted(
        switch (definition) {
          case "Response" -> ANSWER;
          case "Request" -> REQUEST;
          case "Feedback" -> FEEDBACK;
          case "Discovery" -> DISCOVERY;
          case "OperationOutcome" -> OUTCOME;
          default -> throw new IllegalArgumentException(definition);
        });
  }

  private static void change(ObjectNode document, String place, String value) {
    int slash = place.lastIndexOf('/');
    JsonNode parent = document.at(place.substring(0, slash));
    String member = place.substring(slash + 1);
    if (parent instanceof ObjectNode object) {
      if (value == null) {
        object.remove(member);
      } else {
        object.set(member, Json.read(value.replace('\'', '"')));
      }
    } else {
      ((ArrayNode) parent).set(Integer.parseInt(member), Json.read(value.replace('\'', '"')));
    }
  }
}
