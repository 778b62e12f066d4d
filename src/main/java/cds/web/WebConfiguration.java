package cds.web;

import cds.clients.Clients;
import java.io.IOException;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** What stands before the controllers: the loopback filter, CORS and Tomcat's own errors. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CdsProperties.class)
class WebConfiguration {

  private static final int FORM_EXTRA = 4096;

  @Bean
  FilterRegistrationBean<LoopbackFilter> loopbackFilter(Clients clients) {
    FilterRegistrationBean<LoopbackFilter> registration =
        new FilterRegistrationBean<>(
            new LoopbackFilter(clients.named(Clients.LOOPBACK).orElseThrow()));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  /** Lets pages on this machine, such as a CDS Hooks sandbox, call the services. */
  @Bean
  FilterRegistrationBean<CorsFilter> corsFilter() {
    CorsConfiguration loopback = new CorsConfiguration();
    loopback.setAllowedOriginPatterns(List.of("http://localhost:[*]", "http://127.0.0.1:[*]"));
    loopback.setAllowedMethods(List.of("GET", "POST"));
    loopback.setAllowedHeaders(List.of("content-type", "authorization"));
    UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
    source.registerCorsConfiguration("/cds-services", loopback);
    source.registerCorsConfiguration("/cds-services/**", loopback);
    CorsFilter filter = new CorsFilter(source);
    filter.setCorsProcessor(new OutcomeCorsProcessor());
    FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return registration;
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

  private static final class OutcomeCorsProcessor extends DefaultCorsProcessor {

    @Override
    protected void rejectRequest(ServerHttpResponse response) throws IOException {
      response.setStatusCode(HttpStatus.FORBIDDEN);
      response.getHeaders().setContentType(Outcome.FHIR_JSON);
      response
          .getBody()
          .write(
              Outcome.of(
                      "forbidden",
                      "CORS: only pages on this machine may call the services, with GET or POST and"
                          + " the headers Content-Type and Authorization.")
                  .bytes());
      response.flush();
    }
  }
}
