package dev.braid.serving.http;

import dev.braid.error.BraidException;
import dev.braid.error.ErrorKind;
import dev.braid.serving.error.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every error as an RFC 9457 problem with a {@code code} that names it for ever. */
@RestControllerAdvice
final class Problems extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> braid(BraidException e) {
    if (e.kind() == ErrorKind.INTERNAL || e.kind() == ErrorKind.CORRUPT) {
      LOG.error("A request failed", e);
    }
    ResponseEntity.BodyBuilder response = ResponseEntity.status(e.kind().httpStatus());
    if (e.kind() == ErrorKind.LIMITED) {
      response.header(HttpHeaders.RETRY_AFTER, "1");
    }
    return response.body(Problem.of(e));
  }

  @ExceptionHandler
  ProblemDetail unexpected(RuntimeException e) {
    LOG.error("A request failed", e);
    return Problem.of(
        HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL", "a defect of Braid; its log has the details");
  }

  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception e, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    HttpStatus known = HttpStatus.valueOf(status.value());
    String detail =
        body instanceof ProblemDetail given && given.getDetail() != null
            ? given.getDetail()
            : known.getReasonPhrase();
    return super.handleExceptionInternal(
        e, Problem.of(known, known.name(), detail), headers, status, request);
  }
}
