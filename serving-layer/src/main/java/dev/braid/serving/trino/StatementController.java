package dev.braid.serving.trino;

import dev.braid.error.BraidException;
import dev.braid.serving.error.ServingErrors;
import io.trino.client.ProtocolHeaders;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Trino's client protocol: {@code POST /v1/statement}, then the address that each answer names. */
@RestController
public final class StatementController {
  private static final String ANSWER =
      StatementAddress.PATH + "/{state:queued|executing}/{id}/{slug}/{token}";

  private final OpenStatements statements;

  public StatementController(OpenStatements statements) {
    this.statements = statements;
  }

  @PostMapping(StatementAddress.PATH)
  ResponseEntity<byte[]> begin(
      @RequestBody(required = false) String sql, HttpServletRequest request) {
    Function<String, List<String>> headers = name -> Collections.list(request.getHeaders(name));
    String user = user(request);
    if (user == null) {
      user =
          headers.apply(ProtocolHeaders.TRINO_HEADERS.requestUser()).stream()
              .map(String::strip)
              .filter(name -> !name.isEmpty())
              .findFirst()
              .orElse(null);
    }
    if (user == null) {
      return text(
          HttpStatus.UNAUTHORIZED,
          "who asks? send the header " + ProtocolHeaders.TRINO_HEADERS.requestUser());
    }
    try {
      if (sql == null || sql.isBlank()) {
        throw ServingErrors.noSql();
      }
      ClientRequest client = ClientRequest.of(user, headers);
      return ok(statements.begin(sql, client, base()));
    } catch (BraidException e) {
      return text(HttpStatus.BAD_REQUEST, e.getMessage());
    }
  }

  @GetMapping(ANSWER)
  CompletableFuture<ResponseEntity<byte[]>> answer(
      @PathVariable("id") String id,
      @PathVariable("slug") String slug,
      @PathVariable("token") long token,
      HttpServletRequest request)
      throws StatementGone {
    return statements
        .find(id, slug, user(request))
        .answer(token)
        .thenApply(StatementController::ok);
  }

  @DeleteMapping(ANSWER)
  ResponseEntity<Void> cancel(
      @PathVariable("id") String id,
      @PathVariable("slug") String slug,
      HttpServletRequest request)
      throws StatementGone {
    statements.cancel(statements.find(id, slug, user(request)));
    return ResponseEntity.noContent().build();
  }

  @DeleteMapping("/v1/query/{id}")
  ResponseEntity<Void> cancel(@PathVariable("id") String id, HttpServletRequest request)
      throws StatementGone {
    statements.cancel(id, user(request));
    return ResponseEntity.noContent().build();
  }

  @ExceptionHandler
  ResponseEntity<byte[]> gone(StatementGone e) {
    return text(HttpStatus.valueOf(e.status()), e.getMessage());
  }

  /** Who asks, if the server has made sure of it; else null. */
  private static String user(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    return principal == null ? null : principal.getName();
  }

  private static String base() {
    return ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
  }

  private static ResponseEntity<byte[]> ok(Reply reply) {
    ResponseEntity.BodyBuilder response =
        ResponseEntity.ok()
            .contentType(MediaType.APPLICATION_JSON)
            .header("Cache-Control", "no-store");
    reply.headers().forEach((name, values) -> response.header(name, values.toArray(new String[0])));
    return response.body(reply.json());
  }

  private static ResponseEntity<byte[]> text(HttpStatus status, String text) {
    return ResponseEntity.status(status)
        .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
        .body(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
