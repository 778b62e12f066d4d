package cds.knowledge;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One rule folder: tables, parameters, texts and prose under one name.
 *
 * @param id {@code topic/rule}
 * @param kind what the folder is
 * @param title its name
 * @param owner who answers for it
 * @param status {@code draft} or {@code active}
 * @param version semantic version
 * @param reviewDue ISO date of the next review
 * @param prose Recommendation, When, Then, Not when, in that order
 * @param parameters its own numbers, by name
 * @param tables its tables
 * @param criteria how a policy combines them, or null when it is no policy
 * @param findings its finding texts, by code
 * @param extra further keys that belong to its kind (a dosing rule's order)
 */
public record Rule(
    String id,
    Kind kind,
    String title,
    String owner,
    String status,
    String version,
    String reviewDue,
    Map<String, String> prose,
    Map<String, Parameter> parameters,
    List<Table> tables,
    @Nullable Criteria criteria,
    Map<String, FindingText> findings,
    JsonNode extra) {

  /** What a rule folder is. */
  public enum Kind {
    /** Criteria that give a verdict: a label or a payer's policy. */
    POLICY,
    /** Doses of one label. */
    DOSING,
    /** Tables that always run. */
    GENERAL
  }

  /** Ids of the criterion tables of a policy, in order; none for other rules. */
  public List<String> criteriaTables() {
    return criteria == null ? List.of() : criteria.tables();
  }

  /** The folder's own name: the policy's or label's name. */
  public String name() {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  /** The element that carries a policy's verdict. */
  public static String verdictElement(String policy) {
    return policy.replace('-', '_') + "_verdict";
  }
}
