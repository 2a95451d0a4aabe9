package dev.braid.serving.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Where nothing is asked of anybody: the user is who the request says, and may do everything. */
final class OpenAccessFilter extends OncePerRequestFilter {
  private static final String BASIC = "Basic ";

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String name =
        Optional.ofNullable(request.getHeader(RequestChecks.USER_HEADER))
            .or(() -> basic(request.getHeader(HttpHeaders.AUTHORIZATION)))
            .filter(User::isName)
            .orElse(User.ANONYMOUS);
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(new UserAuthentication(User.trusted(name, request.getRemoteAddr())));
    SecurityContextHolder.setContext(context);
    chain.doFilter(request, response);
  }

  private static Optional<String> basic(String header) {
    if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
      return Optional.of(new String(decoded, StandardCharsets.UTF_8).split(":", 2)[0]);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
