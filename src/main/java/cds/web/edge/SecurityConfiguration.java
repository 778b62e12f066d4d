package cds.web.edge;

import cds.auth.HttpsKeys;
import cds.auth.KeyFetcher;
import cds.auth.KeySets;
import cds.auth.TokenVerifier;
import cds.auth.UsedTokens;
import cds.clients.Clients;
import cds.web.start.CdsProperties;
import cds.web.start.StartChecks;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may do what: no sessions, no passwords, no cookies. The pages for people who sign in have a
 * chain of their own.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  /** About a day of a thousand requests a minute, or the full life of 800 tokens a second. */
  private static final long MOST_USED_TOKENS = 1_000_000;

  /** The call itself is observed; a span and a timer for each filter tell nobody anything. */
  @Bean
  SecurityObservationSettings unobservedFilters() {
    return SecurityObservationSettings.noObservations();
  }

  /** Nobody signs in: who may call is decided by where the server listens. */
  @Bean
  @ConditionalOnProperty(name = "cds.auth", havingValue = "loopback", matchIfMissing = true)
  SecurityFilterChain loopback(HttpSecurity http) {
    return plain(http).authorizeHttpRequests(requests -> requests.anyRequest().permitAll()).build();
  }

  /** Services, discovery and feedback need a token; what describes the service does not. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "cds.auth", havingValue = "jwt")
  static class SignedRequests {

    @Bean
    SecurityFilterChain signedRequests(
        HttpSecurity http,
        CdsProperties properties,
        Clients clients,
        TokenVerifier verifier,
        MeterRegistry metrics) {
      RequestMatcher services =
          PathPatternRequestMatcher.withDefaults().matcher("/cds-services/**");
      TokenFilter filter =
          new TokenFilter(
              services,
              verifier,
              Objects.requireNonNull(properties.publicBase()),
              clients.named(Clients.ANYBODY).orElse(null),
              metrics);
      return plain(http)
          .addFilterBefore(filter, AnonymousAuthenticationFilter.class)
          .authorizeHttpRequests(
              requests ->
                  requests.requestMatchers(services).authenticated().anyRequest().permitAll())
          .exceptionHandling(
              handling ->
                  handling.authenticationEntryPoint(
                      (request, response, e) -> TokenFilter.unauthorised(response)))
          .build();
    }

    @Bean
    TokenVerifier tokenVerifier(
        Clients clients,
        KeyFetcher keyFetcher,
        DataSource database,
        Clock tokenClock,
        Environment environment) {
      KeySets keys =
          new KeySets(clients, keyFetcher, tokenClock, StartChecks.isProduction(environment));
      return new TokenVerifier(
          clients, keys, new UsedTokens(database, MOST_USED_TOKENS), tokenClock);
    }

    @Bean
    KeyFetcher keyFetcher() throws NoSuchAlgorithmException {
      return new HttpsKeys(SSLContext.getDefault());
    }

    /** The real time, whatever time decisions are made for. */
    @Bean
    Clock tokenClock() {
      return Clock.systemUTC();
    }
  }

  private static HttpSecurity plain(HttpSecurity http) {
    return http.csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        // HeadersValve sets them on every answer, on those that never get here too.
        .headers(AbstractHttpConfigurer::disable);
  }

  /** Nobody signs in by these chains; without this bean one would be made up and printed. */
  @Bean
  UserDetailsService nobody() {
    return name -> {
      throw new UsernameNotFoundException("nobody has a password here");
    };
  }
}
