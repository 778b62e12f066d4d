package cds.web.wire;

import cds.decide.NotObtainable;
import cds.decide.OtherSubject;
import cds.feedback.FeedbackRejected;
import cds.fhir.OtherRelease;
import cds.fhir.PatientMismatch;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
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
  private static final String RETRY_AFTER_SECONDS = "30";

  @ExceptionHandler
  ResponseEntity<byte[]> refused(Refusal refusal) {
    HttpHeaders headers = new HttpHeaders();
    if (refusal.retryAfter() > 0) {
      headers.set(HttpHeaders.RETRY_AFTER, Integer.toString(refusal.retryAfter()));
    }
    return answer(refusal.status(), headers, Outcome.of(refusal.issue(), refusal.sentence()));
  }

  @ExceptionHandler
  ResponseEntity<byte[]> notObtainable(NotObtainable missing) {
    return answer(
        412,
        HttpHeaders.EMPTY,
        Outcome.of(
            "required",
            "prefetch."
                + missing.key()
                + " is required and could not be had: "
                + missing.reason()
                + ". Send it in prefetch."));
  }

  @ExceptionHandler
  ResponseEntity<byte[]> patientMismatch(PatientMismatch mismatch) {
    return answer(
        422,
        HttpHeaders.EMPTY,
        Outcome.of("business-rule", "prefetch.patient is not the patient of context.patientId."));
  }

  @ExceptionHandler
  ResponseEntity<byte[]> otherSubject(OtherSubject other) {
    return answer(
        422,
        HttpHeaders.EMPTY,
        Outcome.of(
            "business-rule",
            "A resource of another patient than context.patientId was sent: "
                + other.resourceType()
                + ", in "
                + other.place()
                + "."));
  }

  @ExceptionHandler
  ResponseEntity<byte[]> otherRelease(OtherRelease other) {
    return answer(
        422,
        HttpHeaders.EMPTY,
        Outcome.of(
            "not-supported",
            "None of the orders of the context is a resource of FHIR R4, which is what this service"
                + " reads."));
  }

  @ExceptionHandler
  ResponseEntity<byte[]> feedbackRejected(FeedbackRejected rejected) {
    return answer(400, HttpHeaders.EMPTY, Outcome.of(rejected.issue(), rejected.sentence()));
  }

  /** The database does not answer; what has to be on disk before the answer cannot be kept. */
  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    RecoverableDataAccessException.class,
    TransactionException.class
  })
  ResponseEntity<byte[]> databaseAway(Exception exception) {
    LOG.warn("the database does not answer: {}", exception.getClass().getName());
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    return answer(503, headers, Outcome.of(503));
  }

  /** A form that Tomcat does not read, mostly because it is too large. */
  @ExceptionHandler
  ResponseEntity<byte[]> unreadableForm(InvalidParameterException form) {
    int status = form.getErrorCode();
    return answer(status, HttpHeaders.EMPTY, Outcome.of(status));
  }

  @ExceptionHandler
  ResponseEntity<byte[]> other(Exception exception) {
    if (exception instanceof ErrorResponse framework) {
      int status = framework.getStatusCode().value();
      if (status < 500) {
        return answer(status, framework.getHeaders(), Outcome.of(status));
      }
    }
    return failed(exception);
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
