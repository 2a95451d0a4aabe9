package dev.braid.serving.trino;

import dev.braid.error.BraidException;
import dev.braid.serving.access.User;
import dev.braid.serving.error.ServingErrors;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
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
      @RequestBody(required = false) byte[] sql,
      @AuthenticationPrincipal User user,
      HttpServletRequest request) {
    try {
      String text = sql == null ? "" : new String(sql, StandardCharsets.UTF_8);
      if (text.isBlank()) {
        throw ServingErrors.noStatement();
      }
      ClientRequest client =
          ClientRequest.of(user, name -> Collections.list(request.getHeaders(name)));
      return ok(statements.begin(text, client, base()));
    } catch (BraidException e) {
      return text(HttpStatus.BAD_REQUEST, e.getMessage());
    }
  }

  @GetMapping(ANSWER)
  CompletableFuture<ResponseEntity<byte[]>> answer(
      @PathVariable String id,
      @PathVariable String slug,
      @PathVariable long token,
      @AuthenticationPrincipal User user)
      throws StatementGone {
    return statements.find(id, slug, user).answer(token).thenApply(StatementController::ok);
  }

  @DeleteMapping(ANSWER)
  ResponseEntity<Void> cancel(
      @PathVariable String id, @PathVariable String slug, @AuthenticationPrincipal User user)
      throws StatementGone {
    statements.cancel(statements.find(id, slug, user));
    return ResponseEntity.noContent().build();
  }

  @ExceptionHandler
  ResponseEntity<byte[]> gone(StatementGone e) {
    return text(HttpStatus.valueOf(e.status()), e.getMessage());
  }

  private static String base() {
    return ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
  }

  private static ResponseEntity<byte[]> ok(Reply reply) {
    ResponseEntity.BodyBuilder response =
        ResponseEntity.ok()
            .contentType(MediaType.APPLICATION_JSON)
            .cacheControl(CacheControl.noStore());
    reply.headers().forEach((name, values) -> response.header(name, values.toArray(new String[0])));
    return response.body(reply.json());
  }

  private static ResponseEntity<byte[]> text(HttpStatus status, String text) {
    return ResponseEntity.status(status)
        .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
        .body(text.getBytes(StandardCharsets.UTF_8));
  }
}
