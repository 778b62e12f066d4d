package cds.auth;

/** A request whose sender is not recognised. It holds no part of the token. */
public final class TokenRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Takes the reason. */
  public TokenRefused(Reason reason) {
    super(reason.word(), null, false, false);
    this.reason = reason;
  }

  /** Why, for logs and metrics only. */
  public Reason reason() {
    return reason;
  }
}
