package cds.web.start;

import cds.knowledge.RulesRejected;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Prints what an author must mend instead of a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RulesRejectedAnalyzer extends AbstractFailureAnalyzer<RulesRejected> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, RulesRejected cause) {
    return new FailureAnalysis(
        cause.getMessage(), "Mend the files named above and start again.", cause);
  }
}
