package cds.web.people;

import cds.people.SignIns;
import cds.web.start.CdsProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;

/** The identity providers of the configuration ({@code spring.security.oauth2.client}). */
final class ProviderLogin {

  static final String START = "/oauth2/authorization";
  static final String RETURN = "/login/oauth2/code/";

  /** A registration says where it returns to by this, unless the operator says otherwise. */
  private static final String RETURN_OF_REQUEST = "{baseUrl}";

  private final @Nullable ClientRegistrationRepository registrations;
  private final @Nullable URI publicBase;
  private final String rolesClaim;

  ProviderLogin(@Nullable ClientRegistrationRepository registrations, CdsProperties properties) {
    this.registrations = registrations;
    this.publicBase = properties.publicBase();
    this.rolesClaim = properties.people().rolesClaim();
  }

  /**
   * A provider to choose.
   *
   * @param name how it is called
   * @param href where signing in begins
   */
  record Choice(String name, String href) {}

  boolean isConfigured() {
    return registrations != null;
  }

  /** All of them. */
  List<Choice> choices() {
    return registrations instanceof Iterable<?> all
        ? StreamSupport.stream(all.spliterator(), false)
            .filter(ClientRegistration.class::isInstance)
            .map(ClientRegistration.class::cast)
            .map(one -> new Choice(one.getClientName(), START + "/" + one.getRegistrationId()))
            .toList()
        : List.of();
  }

  /** Adds the sign-in, if any provider is configured. */
  void addTo(HttpSecurity http, SignIns people, Outcomes outcomes) {
    ClientRegistrationRepository known = registrations;
    if (known != null) {
      http.oauth2Login(login -> configure(login, known, people, outcomes));
    }
  }

  private void configure(
      OAuth2LoginConfigurer<HttpSecurity> login,
      ClientRegistrationRepository known,
      SignIns people,
      Outcomes outcomes) {
    login
        .loginPage(Ways.SIGN_IN)
        .clientRegistrationRepository(known)
        .authorizedClientRepository(new NoTokensKept())
        .authorizationEndpoint(start -> start.authorizationRequestResolver(resolver(known)))
        .userInfoEndpoint(
            user ->
                user.oidcUserService(new ProviderSignIn(people, rolesClaim))
                    .userService(
                        request -> {
                          throw ProviderSignIn.refused(
                              "This provider is not set up for OpenID Connect: its scopes lack"
                                  + " openid.");
                        }))
        .successHandler(outcomes)
        .failureHandler(outcomes);
  }

  /** The provider returns to the public address, whatever name the request came by. */
  private DefaultOAuth2AuthorizationRequestResolver resolver(ClientRegistrationRepository known) {
    DefaultOAuth2AuthorizationRequestResolver resolver =
        new DefaultOAuth2AuthorizationRequestResolver(known, START);
    resolver.setAuthorizationRequestCustomizer(
        OAuth2AuthorizationRequestCustomizers.withPkce()
            .andThen(
                request ->
                    request.attributes(
                        named ->
                            returnTo(
                                request, named.get(OAuth2ParameterNames.REGISTRATION_ID), known))));
    return resolver;
  }

  private void returnTo(
      OAuth2AuthorizationRequest.Builder request,
      @Nullable Object id,
      ClientRegistrationRepository known) {
    ClientRegistration one = known.findByRegistrationId(String.valueOf(id));
    String template = one == null ? null : one.getRedirectUri();
    if (publicBase != null && template != null && template.startsWith(RETURN_OF_REQUEST)) {
      request.redirectUri(publicBase + RETURN + id);
    }
  }

  /** Nothing is asked of a provider once somebody is in, so no token of theirs is kept. */
  private static final class NoTokensKept implements OAuth2AuthorizedClientRepository {

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
        String id, Authentication person, HttpServletRequest request) {
      return null;
    }

    @Override
    public void saveAuthorizedClient(
        OAuth2AuthorizedClient client,
        Authentication person,
        HttpServletRequest request,
        HttpServletResponse response) {
      // Forgotten.
    }

    @Override
    public void removeAuthorizedClient(
        String id,
        Authentication person,
        HttpServletRequest request,
        HttpServletResponse response) {
      // There is none.
    }
  }
}
