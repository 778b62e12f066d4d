package cds.clients;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the signed requests of a client are recognised (CDS Hooks 2.0.1, "Trusting CDS Clients").
 *
 * @param issuer {@code iss}, compared character by character
 * @param audiences what {@code aud} may hold beside the exact address of the endpoint called
 * @param algorithms JWS algorithms it may sign with; never a symmetric one
 * @param keys where its public keys are
 * @param tenant {@code tenant} it must name, or null when it names none or any is meant
 * @param skew how far its clock may differ from ours
 * @param longestLife most time from {@code iat} to {@code exp}
 */
public record Trust(
    String issuer,
    List<String> audiences,
    Set<String> algorithms,
    Keys keys,
    @Nullable String tenant,
    Duration skew,
    Duration longestLife) {

  /** Copies. */
  public Trust {
    audiences = List.copyOf(audiences);
    algorithms = Set.copyOf(algorithms);
  }

  /** Where public keys are: told beforehand, or at an address told beforehand. */
  public sealed interface Keys {

    /**
     * A key set told beforehand.
     *
     * @param json a JSON Web Key Set with public keys only
     */
    record Fixed(String json) implements Keys {}

    /**
     * A key set at an address. A token's {@code jku} must be this address; no address is ever taken
     * from a token.
     *
     * @param url an https address
     */
    record Remote(URI url) implements Keys {}
  }
}
