package cds.profiles;

import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Questionnaire;

/** HAPI's validator with the definitions of this project. */
final class ProfileValidator {

  /** Systems whose verified codes stand in for a terminology server. */
  private static final Set<String> FRAGMENTS =
      Set.of("http://loinc.org", "http://www.nlm.nih.gov/research/umls/rxnorm");

  private static final Set<ResultSeverityEnum> ERRORS =
      Set.of(ResultSeverityEnum.ERROR, ResultSeverityEnum.FATAL);

  private final FhirValidator validator = ProfileFiles.FHIR.newValidator();

  ProfileValidator(Collection<? extends IBaseResource> definitions) {
    Definitions ours = new Definitions();
    definitions.forEach(ours::addResource);
    FRAGMENTS.forEach(system -> ours.addResource(fragment(system)));
    validator.registerValidatorModule(
        new FhirInstanceValidator(
            new ValidationSupportChain(
                ours,
                new DefaultProfileValidationSupport(ProfileFiles.FHIR),
                new CommonCodeSystemsTerminologyService(ProfileFiles.FHIR),
                new InMemoryTerminologyServerValidationSupport(ProfileFiles.FHIR),
                new SnapshotGeneratingValidationSupport(ProfileFiles.FHIR))));
  }

  /** Place and text of every error in a file. */
  List<String> errors(Path file) {
    return validator.validateWithResult(ProfileFiles.parse(file)).getMessages().stream()
        .filter(message -> ERRORS.contains(message.getSeverity()))
        .map(message -> message.getLocationString() + ": " + message.getMessage())
        .toList();
  }

  private static CodeSystem fragment(String url) {
    CodeSystem system = new CodeSystem();
    system.setUrl(url).setStatus(PublicationStatus.ACTIVE);
    system.setContent(CodeSystem.CodeSystemContentMode.FRAGMENT);
    for (CSVRecord row : ProfileFiles.rows(ProfileFiles.FOLDER.resolve("terminology/codes.csv"))) {
      if (row.get("system").equals(url) && row.get("status").equals("verified")) {
        system.addConcept().setCode(row.get("code")).setDisplay(row.get("display"));
      }
    }
    return system;
  }

  /** Definitions by canonical; the base class does not keep questionnaires. */
  private static final class Definitions extends PrePopulatedValidationSupport {

    private final Map<String, Questionnaire> forms = new HashMap<>();

    Definitions() {
      super(ProfileFiles.FHIR);
    }

    @Override
    public void addResource(IBaseResource resource) {
      if (resource instanceof Questionnaire form) {
        forms.put(form.getUrl(), form);
        forms.put(form.getUrl() + "|" + form.getVersion(), form);
      } else {
        super.addResource(resource);
      }
    }

    @Override
    public <T extends IBaseResource> T fetchResource(Class<T> type, String uri) {
      Questionnaire form = forms.get(uri);
      return form != null && type != null && type.isInstance(form)
          ? type.cast(form)
          : super.fetchResource(type, uri);
    }
  }
}
