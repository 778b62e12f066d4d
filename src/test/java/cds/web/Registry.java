package cds.web;

import cds.auth.Ehr;
import cds.auth.KeyFetcher;
import com.nimbusds.jose.jwk.Curve;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A registry of EHRs whose keys were made for the tests, and what they publish. */
public final class Registry {

  public static final String BASE = "https://cds.example.org";
  public static final String VIEW = BASE + "/cds-services/view";
  public static final URI LAKE_KEYS = URI.create("https://ehr.lake.example/jwks");

  /** Elliptic curves, static keys, a tenant. */
  public static final Ehr CITY = Ehr.withEc("https://ehr.city.example/fhir", "city-1");

  public static final Ehr CITY_SMALL =
      Ehr.withEc("https://ehr.city.example/fhir", "city-256", Curve.P_256);
  public static final Ehr CITY_RSA = Ehr.withRsa("https://ehr.city.example/fhir", "city-rsa");

  /** As Epic's tokens are described: RS384, a base64 kid, an audience typed in by the site. */
  public static final Ehr VALLEY =
      Ehr.withRsa("https://ehr.valley.example/api/FHIR/R4", "q+/Z9b8=");

  /** Keys at an address. */
  public static final Ehr LAKE = Ehr.withEc("https://ehr.lake.example", "lake-1");

  public static final Ehr LAKE_NEXT = Ehr.withEc("https://ehr.lake.example", "lake-2");

  /** As HL7's CRD request generator: RS256, its FHIR base as issuer. */
  public static final Ehr GENERATOR =
      Ehr.withRsa("http://localhost:8080/test-ehr/r4", "generator-1");

  private static final Map<URI, String> PUBLISHED = new ConcurrentHashMap<>();

  private Registry() {}

  /** Fetches key sets from what was published here instead of the network. */
  public static class Network {

    @Bean
    @Primary
    KeyFetcher publishedKeys() {
      return address -> {
        String keys = PUBLISHED.get(address);
        if (keys == null) {
          throw new IOException("nobody there");
        }
        return keys;
      };
    }
  }

  /** Writes the registry and its key files, and returns its path. */
  public static Path write(Path folder) {
    PUBLISHED.put(LAKE_KEYS, Ehr.jwks(LAKE, LAKE_NEXT));
    file(folder, "city.jwks.json", Ehr.jwks(CITY, CITY_SMALL, CITY_RSA));
    file(folder, "valley.jwks.json", Ehr.jwks(VALLEY));
    file(folder, "generator.jwks.json", Ehr.jwks(GENERATOR));
    return file(
        folder,
        "clients.yaml",
        """
        clients:
          - name: city
            issuer: %s
            algorithms: [ES384, ES256, RS384]
            keys: {file: city.jwks.json, url: "https://ehr.city.example/jwks"}
            tenant: north
            origins: ["http://localhost:3000"]
          - name: valley
            issuer: %s
            audiences: [cds-at-valley]
            algorithms: [RS384]
            keys: {file: valley.jwks.json}
          - name: lake
            issuer: %s
            keys: {url: "%s"}
          - name: generator
            issuer: %s
            algorithms: [RS256]
            keys: {file: generator.jwks.json}
            services: [select]
        """
            .formatted(
                CITY.issuer(), VALLEY.issuer(), LAKE.issuer(), LAKE_KEYS, GENERATOR.issuer()));
  }

  public static Path file(Path folder, String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
