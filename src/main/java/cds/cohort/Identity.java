package cds.cohort;

import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Situation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * How patients are named in results: as the export names them, or, de-identified, by a pseudonym
 * that only who has the key can tell, without dates, and with numbers made coarse that could tell
 * who it is: those that {@code deidentify} of the report's description names, ages and numbers of
 * days. That is no promise that nobody can be told by what else is known of them.
 */
public final class Identity {

  /** As the export names them. */
  public static final Identity OWN = new Identity(new byte[0], MissingNode.getInstance());

  private static final String HMAC = "HmacSHA256";
  private static final int LENGTH = 32;

  /** UCUM's day; and what all numbers of days are called where it is said what is made coarse. */
  private static final String DAY = "d";

  private static final String DAYS = "days";

  private final byte[] key;
  private final JsonNode coarse;

  private Identity(byte[] key, JsonNode coarse) {
    this.key = key.clone();
    this.coarse = coarse;
  }

  /**
   * By pseudonym.
   *
   * @param key secret; the same key gives the same pseudonyms
   * @throws IllegalArgumentException when it is shorter than 16 bytes
   */
  public static Identity pseudonyms(byte[] key) {
    if (key.length < 16) {
      throw new IllegalArgumentException("the key of pseudonyms must have at least 16 bytes");
    }
    return new Identity(key, Columns.report().path("deidentify"));
  }

  /** Whether patients can be told. */
  boolean isOwn() {
    return key.length == 0;
  }

  /** The name of a patient: an id as FHIR has them. */
  String of(String patient) {
    if (isOwn()) {
      return patient;
    }
    try {
      // Not shared between threads.
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      byte[] all = mac.doFinal(patient.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(all).substring(0, LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }

  /** The value of an element as a cell; empty when there is none, or none that may be said. */
  String cell(Situation situation, DataElement element) {
    if (!(situation.get(element) instanceof DataValue.Known known)
        || (!isOwn() && element.type() == DataElement.Type.DATE)) {
      return "";
    }
    if (known.value() instanceof BigDecimal number) {
      return coarse(element, number).toPlainString();
    }
    return known.value() instanceof Boolean yes ? (yes ? "yes" : "no") : known.value().toString();
  }

  private BigDecimal coarse(DataElement element, BigDecimal number) {
    JsonNode rule = coarse.path(element.name());
    if (rule.isMissingNode() && DAY.equals(element.unit())) {
      rule = coarse.path(DAYS);
    }
    if (rule.isMissingNode()) {
      return number;
    }
    BigDecimal step = rule.path("step").decimalValue(BigDecimal.ONE);
    BigDecimal most = rule.path("most").decimalValue(number);
    return number.min(most).divide(step, 0, RoundingMode.FLOOR).multiply(step);
  }
}
