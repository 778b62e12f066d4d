package cds.ehr;

import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Person.adult;

import cds.auth.Ehr;
import cds.auth.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A service that knows two clients: one like the official sandbox, one like HL7's generator. */
interface RegisteredClients {

  /** The address under which both know the service. */
  String BASE = "https://cds.example.org";

  String SANDBOX_KEYS = "https://sandbox.example/.well-known/jwks.json";

  /** Its key id is base64, not base64url. */
  Ehr SANDBOX = Ehr.withEc("https://sandbox.example", "q+/Z9b8x/Q=");

  /** The generator's FHIR server, which holds a treatable adult. */
  FhirStub FHIR = new FhirStub(adult().scored(easi("24")).patientView());

  /** Its issuer is its FHIR server. */
  Ehr GENERATOR = Ehr.withRsa(FHIR.base(), "generator-1");

  /** Signs as the sandbox does. */
  Signer SANDBOX_SIGNER = signer(SANDBOX, token -> token.header("jku", SANDBOX_KEYS));

  /** Signs as the generator does. */
  Signer GENERATOR_SIGNER = signer(GENERATOR, token -> token);

  /** A new token for each call, made out to the public address. */
  static Signer signer(Ehr ehr, UnaryOperator<Token> change) {
    return address ->
        Optional.of(change.apply(ehr.token(BASE + address.getRawPath(), Instant.now())).signed());
  }

  @DynamicPropertySource
  static void registry(DynamicPropertyRegistry properties) {
    properties.add("cds.clients", RegisteredClients::write);
  }

  private static Path write() {
    try {
      Path folder = Files.createTempDirectory("clients");
      Files.writeString(folder.resolve("sandbox.jwks.json"), Ehr.jwks(SANDBOX));
      Files.writeString(folder.resolve("generator.jwks.json"), Ehr.jwks(GENERATOR));
      return Files.writeString(
          folder.resolve("clients.yaml"),
          """
          clients:
            - name: sandbox
              issuer: %s
              algorithms: [ES384]
              keys: {file: sandbox.jwks.json, url: "%s"}
              origins: ["http://localhost:8080"]
            - name: generator
              issuer: %s
              algorithms: [RS256, RS384]
              keys: {file: generator.jwks.json}
              origins: ["http://localhost:3000"]
              fhir: {servers: ["%s"], subject: cds-service4}
          """
              .formatted(SANDBOX.issuer(), SANDBOX_KEYS, GENERATOR.issuer(), FHIR.base()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a server of this machine listens. */
  static URI at(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
