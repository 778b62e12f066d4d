package cds;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service. */
@SpringBootApplication
public class Application {

  /** Takes properties as {@code --name=value}. */
  public static void main(String[] args) {
    SpringApplication.run(Application.class, args);
  }
}
