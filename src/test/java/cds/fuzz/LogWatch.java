package cds.fuzz;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Reads along in the log: no canary may be in it, and nothing that calls itself an error. */
final class LogWatch extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private static final int ENOUGH = 20;

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final List<String> found = new CopyOnWriteArrayList<>();

  LogWatch() {
    start();
    root.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    String trace =
        event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy());
    String line = event.getLoggerName() + ": " + event.getFormattedMessage() + trace;
    boolean bad = event.getLevel().isGreaterOrEqual(Level.ERROR) || Canaries.in(line);
    if (bad && found.size() < ENOUGH) {
      found.add(line);
    }
  }

  /** Lines that should not have been written. */
  List<String> found() {
    return List.copyOf(found);
  }

  @Override
  public void close() {
    root.detachAppender(this);
    stop();
  }
}
