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
     * What a token's {@code jku} must be, if it has one; without it no {@code jku} is accepted. An
     * address is never taken from a token.
     */
    @Nullable URI address();

    /**
     * A key set told beforehand.
     *
     * @param json a JSON Web Key Set with public keys only
     * @param address where the client publishes it, or null; it is not asked
     */
    record Fixed(String json, @Nullable URI address) implements Keys {}

    /**
     * A key set at an address.
     *
     * @param address an https address
     */
    record Remote(URI address) implements Keys {}
  }
}
