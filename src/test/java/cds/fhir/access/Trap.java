package cds.fhir.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A place that nobody may connect to: it counts who did. */
final class Trap implements AutoCloseable {

  private final ServerSocket socket;
  private final AtomicInteger caught = new AtomicInteger();

  Trap() {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread =
        new Thread(
            () -> {
              while (!socket.isClosed()) {
                try (Socket connection = socket.accept()) {
                  caught.incrementAndGet();
                  connection.shutdownOutput();
                } catch (IOException e) {
                  return;
                }
              }
            },
            "trap");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  /**
   * How many connections were opened so far. Connections are taken in order, so one of its own
   * shows that all before it were counted.
   */
  int caught() {
    try (Socket own = new Socket(InetAddress.getLoopbackAddress(), port())) {
      own.getInputStream().read();
      return caught.getAndDecrement() - 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
