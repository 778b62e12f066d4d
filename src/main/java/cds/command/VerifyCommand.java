package cds.command;

import cds.record.KeyRing;
import cds.record.RecordReader;
import cds.record.Verification;
import java.io.PrintStream;
import org.springframework.stereotype.Component;

/** Verifies the whole record. */
@Component
class VerifyCommand implements Command {

  private final RecordReader record;
  private final KeyRing keys;

  VerifyCommand(RecordReader record, KeyRing keys) {
    this.record = record;
    this.keys = keys;
  }

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public String usage() {
    return "verify: says whether any record was removed, changed or put between";
  }

  @Override
  public int run(Arguments arguments, PrintStream out) {
    Verification.Result result = Verification.of(record, keys);
    result.faults().forEach(out::println);
    out.printf(
        "%d links in %d chains: %s%n",
        result.links(),
        result.chains(),
        result.isWhole() ? "as they were written" : result.faults().size() + " faults");
    return result.isWhole() ? FINE : FOUND;
  }
}
