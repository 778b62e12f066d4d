package cds.web.wire;

import cds.decide.NotObtainable;
import cds.decide.OtherSubject;
import cds.feedback.FeedbackRejected;
import cds.fhir.OtherRelease;
import cds.fhir.PatientMismatch;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Turns whatever went wrong below a controller into a status and an OperationOutcome. */
@ControllerAdvice
public class ErrorAnswers {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);
  private static final int DATABASE_RETRY_SECONDS = 30;

  /** The answer to a request that could not be answered as asked. */
  @ExceptionHandler
  public ResponseEntity<byte[]> of(Exception failure) {
    Refusal refusal = refusal(failure);
    if (refusal != null) {
      return answer(
          refusal.status(),
          retryAfter(refusal.retryAfter()),
          Outcome.of(refusal.issue(), refusal.sentence()));
    }
    if (isOfDatabase(failure)) {
      LOG.warn("the database does not answer: {}", failure.getClass().getName());
      return answer(503, retryAfter(DATABASE_RETRY_SECONDS), Outcome.of(503));
    }
    if (failure instanceof InvalidParameterException form) {
      // A form that Tomcat does not read, mostly because it is too large.
      return answer(form.getErrorCode(), HttpHeaders.EMPTY, Outcome.of(form.getErrorCode()));
    }
    if (failure instanceof ErrorResponse framework && framework.getStatusCode().value() < 500) {
      int status = framework.getStatusCode().value();
      return answer(status, framework.getHeaders(), Outcome.of(status));
    }
    return failed(failure);
  }

  /** What the layers below refuse, in the words of HTTP and FHIR; null when it is no refusal. */
  private static @Nullable Refusal refusal(Exception failure) {
    if (failure instanceof Refusal refusal) {
      return refusal;
    }
    if (failure instanceof FeedbackRejected rejected) {
      return Refusal.malformed(rejected.issue(), rejected.sentence());
    }
    if (failure instanceof NotObtainable missing) {
      return new Refusal(
          412,
          "required",
          "prefetch.%s is required and could not be had: %s. Send it in prefetch."
              .formatted(missing.key(), missing.reason()));
    }
    if (failure instanceof PatientMismatch) {
      return new Refusal(
          422, "business-rule", "prefetch.patient is not the patient of context.patientId.");
    }
    if (failure instanceof OtherSubject other) {
      return new Refusal(
          422,
          "business-rule",
          "A resource of another patient than context.patientId was sent: %s, in %s."
              .formatted(other.resourceType(), other.place()));
    }
    if (failure instanceof OtherRelease) {
      return new Refusal(
          422,
          "not-supported",
          "None of the orders of the context is a resource of FHIR R4, which is what this service"
              + " reads.");
    }
    return null;
  }

  /** The database does not answer; what has to be on disk before the answer cannot be kept. */
  private static boolean isOfDatabase(Exception failure) {
    return failure instanceof DataAccessResourceFailureException
        || failure instanceof TransientDataAccessException
        || failure instanceof RecoverableDataAccessException
        || failure instanceof TransactionException;
  }

  private static HttpHeaders retryAfter(int seconds) {
    HttpHeaders headers = new HttpHeaders();
    if (seconds > 0) {
      headers.set(HttpHeaders.RETRY_AFTER, Integer.toString(seconds));
    }
    return headers;
  }

  /** An exception's message may quote patient data, so only its class and place are logged. */
  private static ResponseEntity<byte[]> failed(Exception exception) {
    String id = UUID.randomUUID().toString();
    Throwable cause = exception;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    StackTraceElement[] frames = cause.getStackTrace();
    LOG.error(
        "error {}: {} at {}",
        id,
        cause.getClass().getName(),
        frames.length == 0 ? "an unknown place" : frames[0]);
    return answer(
        500,
        HttpHeaders.EMPTY,
        Outcome.of("exception", "The service failed; its log has details under error " + id + "."));
  }

  private static ResponseEntity<byte[]> answer(int status, HttpHeaders headers, Outcome outcome) {
    return ResponseEntity.status(HttpStatusCode.valueOf(status))
        .headers(headers)
        .contentType(Outcome.FHIR_JSON)
        .body(outcome.bytes());
  }
}
