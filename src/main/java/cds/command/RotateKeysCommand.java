package cds.command;

import cds.record.KeyRing;
import java.io.PrintStream;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Adds new keys, which are used from the next start of each replica. */
@Component
class RotateKeysCommand implements Command {

  private final KeyRing keys;

  RotateKeysCommand(KeyRing keys) {
    this.keys = keys;
  }

  @Override
  public String name() {
    return "rotate-keys";
  }

  @Override
  public String usage() {
    return "rotate-keys: adds new keys to cds.record.keys; start each replica again to use them";
  }

  @Override
  public int run(Arguments arguments, PrintStream out) {
    KeyRing rotated = keys.rotated(Instant.now());
    out.printf("Keys on file, the last one current: %s%n", String.join(", ", rotated.ids()));
    return FINE;
  }
}
