package dev.braid.serving.error;

import dev.braid.error.BraidException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** An error as an RFC 9457 problem with a {@code code} that names it for ever. */
public final class Problem {
  private Problem() {}

  public static ProblemDetail of(BraidException e) {
    ProblemDetail problem = of(HttpStatus.valueOf(e.kind().httpStatus()), e.code(), e.getMessage());
    e.location()
        .ifPresent(
            location -> {
              problem.setProperty("line", location.line());
              problem.setProperty("column", location.column());
            });
    return problem;
  }

  public static ProblemDetail of(HttpStatus status, String code, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(
        URI.create("urn:braid:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-')));
    problem.setTitle(status.getReasonPhrase());
    problem.setProperty("code", code);
    return problem;
  }

  /** The members as they are written, for where Spring MVC does not write them. */
  public static Map<String, Object> members(BraidException e) {
    ProblemDetail problem = of(e);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", String.valueOf(problem.getType()));
    members.put("title", problem.getTitle());
    members.put("status", problem.getStatus());
    members.put("detail", problem.getDetail());
    members.putAll(problem.getProperties());
    return members;
  }
}
