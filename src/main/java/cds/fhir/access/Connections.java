package cds.fhir.access;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.http.client.config.CookieSpecs;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.config.ConnectionConfig;
import org.apache.http.config.MessageConstraints;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.conn.DnsResolver;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;

/**
 * The connections that all calls share, and what every request over them has in common: no
 * redirect, cookie, retry, remembered password or proxy, and bounded waiting and headers.
 */
final class Connections implements AutoCloseable {

  private static final int MOST = 100;
  private static final int MOST_PER_SERVER = 40;
  private static final int LONGEST_LINE = 16_384;
  private static final int MOST_HEADERS = 100;

  /** Connections that were idle for longer are tried before they are used again. */
  private static final int IDLE_MILLIS = 500;

  private static final int LIFE_SECONDS = 60;

  private final PoolingHttpClientConnectionManager pool;
  private final RequestConfig config;

  /**
   * Describes the connections.
   *
   * @param addresses looks hosts up
   * @param longest longest time to wait for a connection, and for a byte
   */
  Connections(DnsResolver addresses, Duration longest) {
    pool =
        new PoolingHttpClientConnectionManager(
            RegistryBuilder.<ConnectionSocketFactory>create()
                .register("http", PlainConnectionSocketFactory.getSocketFactory())
                .register("https", SSLConnectionSocketFactory.getSocketFactory())
                .build(),
            null,
            null,
            addresses,
            LIFE_SECONDS,
            TimeUnit.SECONDS);
    pool.setMaxTotal(MOST);
    pool.setDefaultMaxPerRoute(MOST_PER_SERVER);
    pool.setValidateAfterInactivity(IDLE_MILLIS);
    pool.setDefaultConnectionConfig(
        ConnectionConfig.custom()
            .setMessageConstraints(
                MessageConstraints.custom()
                    .setMaxLineLength(LONGEST_LINE)
                    .setMaxHeaderCount(MOST_HEADERS)
                    .build())
            .build());
    int millis = Math.toIntExact(longest.toMillis());
    config =
        RequestConfig.custom()
            .setConnectTimeout(millis)
            .setConnectionRequestTimeout(millis)
            .setSocketTimeout(millis)
            .setRedirectsEnabled(false)
            .setAuthenticationEnabled(false)
            .setCookieSpec(CookieSpecs.IGNORE_COOKIES)
            .build();
  }

  /** A client over these connections, to which a call adds its own checks. */
  HttpClientBuilder client() {
    return HttpClients.custom()
        .setConnectionManager(pool)
        .setConnectionManagerShared(true)
        .setDefaultRequestConfig(config)
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching();
  }

  @Override
  public void close() {
    pool.close();
  }
}
