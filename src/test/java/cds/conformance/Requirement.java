package cds.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which requirements of the standard a test proves: their ids as in {@code
 * conformance/requirements.csv}. On a class it holds for every test in it. An id that is not in the
 * list, and a listed requirement without a test, fail the build.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Requirement {

  /** The ids, for example {@code "CARD-2"} or {@code "I-83"}. */
  String[] value();
}
