package dev.braid.serving.access;

import dev.braid.error.BraidException;
import dev.braid.serving.error.ServingErrors;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away what no client of ours sends: pages of other sites that make a visitor's browser ask
 * in their name, and names that are not those of who has shown who they are.
 */
final class RequestChecks extends OncePerRequestFilter {
  static final String USER_HEADER = "X-Trino-User";

  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OTHER_SITES = Set.of("cross-site", "same-site");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

  private final Access access;
  private final String host;
  private final Refusals refusals;

  /**
   * @param host where the server listens
   */
  RequestChecks(Access access, String host, Refusals refusals) {
    this.access = access;
    this.host = host;
    this.refusals = refusals;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<BraidException> problem = problem(request);
    if (problem.isPresent()) {
      refusals.refuse(request, response, problem.get());
    } else {
      chain.doFilter(request, response);
    }
  }

  private Optional<BraidException> problem(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null && OTHER_SITES.contains(site) && !SAFE_METHODS.contains(request.getMethod())) {
      return Optional.of(ServingErrors.otherSite());
    }
    if (access.isOpen() && access.settings().tls() == null && !isOwn(request.getServerName())) {
      return Optional.of(ServingErrors.foreignHost(request.getServerName()));
    }
    Authentication known = SecurityContextHolder.getContext().getAuthentication();
    String claimed = request.getHeader(USER_HEADER);
    if (!access.isOpen()
        && known instanceof UserAuthentication user
        && claimed != null
        && !claimed.equals(user.getName())) {
      return Optional.of(ServingErrors.otherUser(user.getName(), USER_HEADER));
    }
    return Optional.empty();
  }

  /** A foreign name that leads to this machine is how other sites' pages get past the browser. */
  private boolean isOwn(String name) {
    return name.equalsIgnoreCase(host) || LOOPBACK.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }
}
