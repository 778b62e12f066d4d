package cds.ehr;

import java.net.URI;
import java.util.Optional;

/** Signs a client's calls; {@link #NONE} for a service that answers this machine only. */
@FunctionalInterface
public interface Signer {

  /** No token. */
  Signer NONE = audience -> Optional.empty();

  /** The token for a call of exactly this address. */
  Optional<String> token(URI audience);
}
