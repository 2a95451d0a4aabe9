package dev.braid.serving.access;

import dev.braid.project.AccessSettings;
import dev.braid.project.ServingSettings;
import jakarta.servlet.DispatcherType;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/** Who gets in, and how far. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class AccessConfiguration {
  /** Pages load, run and ask nothing from elsewhere. */
  private static final String ONLY_THIS_HOST =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self'",
          "connect-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'");

  private static final long YEAR_SECONDS = 31_536_000;

  @Bean
  AuthenticationManager logins(Access access, Clock clock) {
    List<AuthenticationProvider> ways = new ArrayList<>();
    AccessSettings.Authentication settings = access.settings().authentication();
    if (settings != null && settings.passwordFile() != null) {
      ways.add(new PasswordLogin(Path.of(settings.passwordFile()), access.audit(), clock));
    }
    if (settings != null && settings.jwt() != null) {
      ways.add(new TokenLogin(settings.jwt(), access.audit(), clock));
    }
    return ways.isEmpty() ? AccessConfiguration::nobody : new ProviderManager(ways);
  }

  private static Authentication nobody(Authentication attempt) {
    throw new IllegalStateException("there is no log-in where access is open");
  }

  @Bean
  SecurityFilterChain access(
      HttpSecurity http, Access access, ServingSettings serving, AuthenticationManager logins) {
    AccessSettings settings = access.settings();
    Refusals refusals = new Refusals(access);
    http.csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .anonymous(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .exceptionHandling(e -> e.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .headers(
            headers -> {
              headers
                  .frameOptions(frames -> frames.deny())
                  .contentSecurityPolicy(csp -> csp.policyDirectives(ONLY_THIS_HOST))
                  .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER));
              if (settings.tls() == null) {
                headers.httpStrictTransportSecurity(hsts -> hsts.disable());
              } else {
                headers.httpStrictTransportSecurity(
                    hsts ->
                        hsts.requestMatcher(AnyRequestMatcher.INSTANCE)
                            .includeSubDomains(false)
                            .maxAgeInSeconds(YEAR_SECONDS));
              }
            })
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                    .permitAll()
                    .requestMatchers("/actuator/health", "/actuator/health/**")
                    .permitAll()
                    .requestMatchers("/actuator", "/actuator/**")
                    .hasRole(Role.OPERATOR.name())
                    .anyRequest()
                    .hasRole(Role.READER.name()))
        .addFilterBefore(
            new RequestChecks(access, serving.host(), refusals), AuthorizationFilter.class);
    if (settings.tls() != null && settings.tls().isTerminatedUpstream()) {
      http.addFilterBefore(new UpstreamTlsFilter(), SecurityContextHolderFilter.class);
    }
    if (access.isOpen()) {
      http.addFilterAt(new OpenAccessFilter(), BasicAuthenticationFilter.class);
      return http.build();
    }
    if (settings.authentication().passwordFile() != null) {
      http.authenticationManager(logins);
      http.httpBasic(basic -> basic.authenticationEntryPoint(refusals));
    }
    if (settings.authentication().jwt() != null) {
      http.oauth2ResourceServer(
          tokens ->
              tokens
                  .authenticationEntryPoint(refusals)
                  .accessDeniedHandler(refusals)
                  .jwt(jwt -> jwt.authenticationManager(logins)));
    }
    return http.build();
  }
}
