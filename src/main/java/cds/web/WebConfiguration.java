package cds.web;

import cds.clients.Clients;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.CorsFilter;

/** What stands before the controllers: the loopback filter, CORS and Tomcat's own errors. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CdsProperties.class)
class WebConfiguration {

  private static final int FORM_EXTRA = 4096;

  @Bean
  @ConditionalOnProperty(name = "cds.auth", havingValue = "loopback", matchIfMissing = true)
  FilterRegistrationBean<LoopbackFilter> loopbackFilter(Clients clients) {
    FilterRegistrationBean<LoopbackFilter> registration =
        new FilterRegistrationBean<>(
            new LoopbackFilter(clients.named(Clients.LOOPBACK).orElseThrow()));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 5);
    return registration;
  }

  @Bean
  FilterRegistrationBean<CorsFilter> corsFilter(CdsProperties properties, Clients clients) {
    FilterRegistrationBean<CorsFilter> registration =
        new FilterRegistrationBean<>(
            properties.isLoopback() ? Cors.ofThisMachine() : Cors.of(clients));
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
}
