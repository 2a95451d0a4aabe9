package dev.braid.serving.access;

import dev.braid.error.BraidException;
import dev.braid.project.AccessSettings;
import dev.braid.project.CompiledProject;
import dev.braid.serving.error.Problem;
import dev.braid.serving.error.ServingErrors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Turns requests away: as a problem, with the ways to show who one is, and written down. */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {
  private static final String REALM = "realm=\"braid\"";

  private final Access access;

  Refusals(Access access) {
    this.access = access;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    if (e instanceof TooManyFailures tooMany) {
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds(tooMany.waiting())));
      refuse(request, response, ServingErrors.tooManyFailures(seconds(tooMany.waiting())));
    } else if (e instanceof KeysUnavailable) {
      refuse(request, response, ServingErrors.keysUnavailable(e.getCause()));
    } else {
      boolean tried = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
      challenge(response, e instanceof OAuth2AuthenticationException);
      refuse(request, response, ServingErrors.unauthenticated(tried));
    }
  }

  private void challenge(HttpServletResponse response, boolean badToken) {
    AccessSettings.Authentication ways = access.settings().authentication();
    if (ways != null && ways.passwordFile() != null) {
      response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic " + REALM + ", charset=\"UTF-8\"");
    }
    if (ways != null && ways.jwt() != null) {
      response.addHeader(
          HttpHeaders.WWW_AUTHENTICATE,
          "Bearer " + REALM + (badToken ? ", error=\"invalid_token\"" : ""));
    }
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
      throws IOException {
    refuse(request, response, ServingErrors.roleForbidden());
  }

  void refuse(HttpServletRequest request, HttpServletResponse response, BraidException problem)
      throws IOException {
    access
        .audit()
        .refused(
            request.getRemoteAddr(), request.getMethod(), request.getRequestURI(), problem.code());
    response.setStatus(problem.kind().httpStatus());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response
        .getOutputStream()
        .write(CompiledProject.json().writeValueAsBytes(Problem.members(problem)));
  }

  private static long seconds(Duration wait) {
    return Math.max(1, (wait.toMillis() + 999) / 1000);
  }
}
