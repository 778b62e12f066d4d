package cds.web.people;

import cds.people.Actions;
import cds.people.People;
import cds.web.start.CdsProperties;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.session.HttpSessionEventPublisher;

/**
 * The pages for people who sign in: sessions, and forms with tokens. Everything else has neither,
 * see {@code cds.web.edge}.
 */
@Configuration(proxyBeanMethods = false)
class PeopleSecurity {

  private static final int MOST_SESSIONS = 5;

  /** Before the chains of the services, which take every request. */
  @Bean
  @Order(0)
  SecurityFilterChain signedInPages(
      HttpSecurity http,
      People people,
      Actions actions,
      FirstRun firstRun,
      ProviderLogin providers,
      SessionRegistry sessions,
      CdsProperties properties) {
    String[] inside = Ways.inside(properties.isLoopback());
    Doors doors = new Doors(firstRun);
    Outcomes outcomes = new Outcomes(actions);
    http.getSharedObject(AuthenticationManagerBuilder.class).parentAuthenticationManager(null);
    providers.addTo(http, people.signIns(), outcomes);
    return http.securityMatchers(
            ours -> {
              ours.requestMatchers(inside);
              ours.requestMatchers(Ways.SIGN_IN, Ways.REFUSED, Ways.SIGN_OUT, Ways.SETUP);
              if (providers.isConfigured()) {
                ours.requestMatchers(ProviderLogin.START + "/*", ProviderLogin.RETURN + "*");
              }
            })
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(inside)
                    .hasAnyAuthority(Present.anyRole())
                    .anyRequest()
                    .permitAll())
        .authenticationProvider(new PasswordSignIn(people.signIns(), new Guesses()))
        .formLogin(
            form ->
                form.loginPage(Ways.SIGN_IN)
                    .usernameParameter("name")
                    .passwordParameter("password")
                    .successHandler(outcomes)
                    .failureHandler(outcomes))
        .logout(
            out ->
                out.logoutUrl(Ways.SIGN_OUT)
                    .addLogoutHandler(outcomes)
                    .logoutSuccessHandler(outcomes))
        .sessionManagement(
            session ->
                session
                    .maximumSessions(MOST_SESSIONS)
                    .sessionRegistry(sessions)
                    .expiredSessionStrategy(outcomes))
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(doors).accessDeniedHandler(doors))
        .addFilterBefore(new UploadFilter(), CsrfFilter.class)
        .addFilterBefore(new PresentFilter(people), AnonymousAuthenticationFilter.class)
        .requestCache(AbstractHttpConfigurer::disable)
        // HeadersValve sets them on every answer.
        .headers(AbstractHttpConfigurer::disable)
        .build();
  }

  @Bean
  SessionRegistry sessions() {
    return new SessionRegistryImpl();
  }

  /** Tells the registry of sessions that ended. */
  @Bean
  ServletListenerRegistrationBean<HttpSessionEventPublisher> endedSessions() {
    return new ServletListenerRegistrationBean<>(new HttpSessionEventPublisher());
  }
}
