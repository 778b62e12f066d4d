package cds.fhir.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.http.conn.DnsResolver;

/** Looks names up in a list of its own, and remembers which were looked up. */
final class RecordedNames implements DnsResolver {

  private final Map<String, String> addresses = new HashMap<>();
  private final List<String> lookedUp = new CopyOnWriteArrayList<>();

  RecordedNames with(String name, String address) {
    addresses.put(name, address);
    return this;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    lookedUp.add(host);
    String address = addresses.getOrDefault(host, host);
    if (!address.matches("[0-9a-f.:\\[\\]]+")) {
      throw new UnknownHostException(host);
    }
    return new InetAddress[] {
      InetAddress.getByAddress(host, InetAddress.getByName(address).getAddress())
    };
  }

  List<String> lookedUp() {
    return List.copyOf(lookedUp);
  }
}
