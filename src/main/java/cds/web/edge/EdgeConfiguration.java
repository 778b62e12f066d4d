package cds.web.edge;

import cds.clients.Clients;
import cds.decide.Decisions;
import cds.web.call.CallFilter;
import cds.web.start.CdsProperties;
import com.zaxxer.hikari.HikariDataSource;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.Filter;
import java.net.URI;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.CorsFilter;

/**
 * What stands before the controllers, in order: every answer has its headers, every call is written
 * down, then come loopback and CORS, addresses without a valid signature, the signature itself, and
 * the client's own pages and rate.
 */
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {

  private static final int FORM_EXTRA = 4096;

  /** Before all other valves: what they refuse has the headers, too. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> headers(CdsProperties properties) {
    URI base = properties.publicBase();
    boolean behindTls = base != null && "https".equals(base.getScheme());
    return factory ->
        factory.addContextCustomizers(
            context -> context.getParent().getPipeline().addValve(new HeadersValve(behindTls)));
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatErrors() {
    return factory ->
        factory.addContextCustomizers(
            context -> context.getParent().getPipeline().addValve(new OutcomeValve()));
  }

  /** The form of the try page may hold a whole request; encoded, a character takes three bytes. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> formSize(CdsProperties properties) {
    int most = Math.toIntExact(3 * properties.maxBody().toBytes() + FORM_EXTRA);
    return factory -> factory.addConnectorCustomizers(connector -> connector.setMaxPostSize(most));
  }

  /** Inside the observation of the request, so that the log line has its trace. */
  @Bean
  FilterRegistrationBean<CallFilter> callFilter(Decisions decisions, MeterRegistry meters) {
    return at(Ordered.HIGHEST_PRECEDENCE + 2, new CallFilter(decisions::hook, meters));
  }

  @Bean
  @ConditionalOnProperty(name = "cds.auth", havingValue = "loopback", matchIfMissing = true)
  FilterRegistrationBean<LoopbackFilter> loopbackFilter(Clients clients) {
    return at(
        Ordered.HIGHEST_PRECEDENCE + 5,
        new LoopbackFilter(clients.named(Clients.LOOPBACK).orElseThrow()));
  }

  @Bean
  FilterRegistrationBean<CorsFilter> corsFilter(CdsProperties properties, Clients clients) {
    return at(
        Ordered.HIGHEST_PRECEDENCE + 10,
        properties.isLoopback() ? Cors.ofThisMachine() : Cors.of(clients));
  }

  @Bean
  @ConditionalOnProperty(name = "cds.auth", havingValue = "jwt")
  FilterRegistrationBean<FailedSignIns> failedSignIns() {
    return at(Ordered.HIGHEST_PRECEDENCE + 20, new FailedSignIns(TimeMeter.SYSTEM_MILLISECONDS));
  }

  /** After Spring Security, which stands at -100. */
  @Bean
  FilterRegistrationBean<AdmissionFilter> admissionFilter(RateLimits limits) {
    return at(-50, new AdmissionFilter(limits));
  }

  @Bean
  RateLimits rateLimits(Clients clients, DataSource database) {
    SharedBuckets shared =
        database instanceof HikariDataSource pool ? SharedBuckets.in(pool).orElse(null) : null;
    return new RateLimits(clients.all(), TimeMeter.SYSTEM_MILLISECONDS, shared);
  }

  private static <T extends Filter> FilterRegistrationBean<T> at(int order, T filter) {
    FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(order);
    return registration;
  }
}
