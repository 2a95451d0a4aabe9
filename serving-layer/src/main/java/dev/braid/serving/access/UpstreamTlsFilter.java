package dev.braid.serving.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Where a proxy speaks TLS: requests are as secure as they were there, and come from the address
 * that the proxy added last to {@code X-Forwarded-For}, whatever stood there before.
 */
final class UpstreamTlsFilter extends OncePerRequestFilter {
  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final int HTTPS = 443;

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(new Upstream(request), response);
  }

  private static final class Upstream extends HttpServletRequestWrapper {
    private final String address;

    Upstream(HttpServletRequest request) {
      super(request);
      String last = "";
      for (String value : Collections.list(request.getHeaders(FORWARDED_FOR))) {
        last = value.substring(value.lastIndexOf(',') + 1).strip();
      }
      this.address = last.isEmpty() ? request.getRemoteAddr() : last;
    }

    @Override
    public String getRemoteAddr() {
      return address;
    }

    @Override
    public String getRemoteHost() {
      return address;
    }

    @Override
    public boolean isSecure() {
      return true;
    }

    @Override
    public String getScheme() {
      return "https";
    }

    @Override
    public int getServerPort() {
      String host = getHeader("Host");
      boolean named = host != null && host.matches(".*:\\d+");
      return named ? super.getServerPort() : HTTPS;
    }

    @Override
    public StringBuffer getRequestURL() {
      int port = getServerPort();
      return new StringBuffer("https://")
          .append(getServerName())
          .append(port == HTTPS ? "" : ":" + port)
          .append(getRequestURI());
    }
  }
}
