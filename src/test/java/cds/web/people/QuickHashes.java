package cds.web.people;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The same hashes, of the least strength: a third of a second each is for attackers. No stereotype,
 * so that no scan finds it.
 */
public class QuickHashes {

  private static final int LEAST = 4;

  @Bean
  @Primary
  PasswordEncoder quickEncoder() {
    return encoder();
  }

  /** For tests without a server. */
  public static PasswordEncoder encoder() {
    return new DelegatingPasswordEncoder(
        "bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(LEAST)));
  }
}
