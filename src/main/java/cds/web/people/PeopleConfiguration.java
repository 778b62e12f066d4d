package cds.web.people;

import cds.people.Actions;
import cds.people.People;
import cds.web.start.CdsProperties;
import java.net.URI;
import java.util.Map;
import org.apache.catalina.session.StandardManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Cookie;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.CookieSameSiteSupplier;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.transaction.PlatformTransactionManager;

/** The people, what they did, and the cookie by which they are known again. */
@Configuration(proxyBeanMethods = false)
class PeopleConfiguration {

  /** About a third of a second on one core. */
  private static final int STRENGTH = 12;

  private static final int MOST_SESSIONS = 10_000;

  @Bean
  Actions actions(JdbcTemplate database) {
    return new Actions(database);
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    return new DelegatingPasswordEncoder(
        "bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(STRENGTH)));
  }

  @Bean
  People people(
      JdbcTemplate database,
      PlatformTransactionManager transactions,
      PasswordEncoder encoder,
      Actions actions) {
    return new People(database, transactions, encoder, actions);
  }

  @Bean
  ProviderLogin providerLogin(
      ObjectProvider<ClientRegistrationRepository> registrations, CdsProperties properties) {
    return new ProviderLogin(registrations.getIfAvailable(), properties);
  }

  @Bean
  FirstRun firstRun(People people, CdsProperties properties, ProviderLogin providers) {
    boolean local = properties.isLoopback();
    return new FirstRun(people, local || !providers.isConfigured(), local ? null : Secrets.code());
  }

  @Bean
  ApplicationListener<ApplicationReadyEvent> codeOfTheFirstRun(FirstRun firstRun) {
    return ready -> firstRun.announce();
  }

  /** Only a provider's page leads here from elsewhere and needs the cookie to be sent. */
  @Bean
  CookieSameSiteSupplier sameSite(ProviderLogin providers) {
    return CookieSameSiteSupplier.of(
        providers.isConfigured() ? Cookie.SameSite.LAX : Cookie.SameSite.STRICT);
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> sessionLimits(
      CdsProperties properties) {
    URI base = properties.publicBase();
    boolean tls = base != null && "https".equals(base.getScheme());
    return factory -> {
      if (tls) {
        factory.getSettings().getSession().getCookie().setSecure(true);
      }
      // Whoever opens the page to sign in has a session; a flood of them fills no memory.
      factory.addContextCustomizers(
          context -> {
            StandardManager manager = new StandardManager();
            manager.setMaxActiveSessions(MOST_SESSIONS);
            context.setManager(manager);
          });
    };
  }
}
