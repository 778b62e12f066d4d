package cds.fhir.access;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.http.conn.DnsResolver;

/**
 * Looks a host up once and lets a connection be opened to the addresses that were checked, so that
 * a second lookup cannot lead elsewhere. A configured name must lead to public addresses, unless
 * its servers are configured to be on the private network; an address that is configured as such is
 * meant. Link-local addresses, where clouds keep their secrets, are never reached by name.
 */
final class CheckedAddresses implements DnsResolver {

  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*]?");

  private final DnsResolver names;
  private final Set<String> onPrivateNetwork;

  /**
   * Describes the resolver.
   *
   * @param names looks names up
   * @param onPrivateNetwork hosts, in small letters, that may have private addresses
   */
  CheckedAddresses(DnsResolver names, Set<String> onPrivateNetwork) {
    this.names = names;
    this.onPrivateNetwork = Set.copyOf(onPrivateNetwork);
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = names.resolve(host);
    for (InetAddress address : addresses) {
      if (!isAllowed(host.toLowerCase(Locale.ROOT), address)) {
        throw new UnknownHostException("an address that is not asked");
      }
    }
    return addresses;
  }

  private boolean isAllowed(String host, InetAddress address) {
    if (LITERAL.matcher(host).matches()) {
      return true;
    }
    if (host.equals("localhost")) {
      return address.isLoopbackAddress();
    }
    return isPublic(address) || (onPrivateNetwork.contains(host) && isPrivate(address));
  }

  private static boolean isPrivate(InetAddress address) {
    return address.isSiteLocalAddress() || isUniqueLocal(address) || isShared(address);
  }

  private static boolean isPublic(InetAddress address) {
    return !(address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress()
        || isPrivate(address)
        || isReserved(address));
  }

  /** fc00::/7 (RFC 4193). */
  private static boolean isUniqueLocal(InetAddress address) {
    return !(address instanceof Inet4Address) && (octet(address, 0) & 0xfe) == 0xfc;
  }

  /** 100.64.0.0/10 (RFC 6598). */
  private static boolean isShared(InetAddress address) {
    return address instanceof Inet4Address
        && octet(address, 0) == 100
        && (octet(address, 1) & 0xc0) == 64;
  }

  /** Ranges without hosts, and IPv6 ranges that carry an IPv4 address nobody has checked. */
  private static boolean isReserved(InetAddress address) {
    int first = octet(address, 0);
    int second = octet(address, 1);
    if (address instanceof Inet4Address) {
      return first == 0
          || first >= 240
          || (first == 192 && second == 0 && octet(address, 2) == 0)
          || (first == 198 && (second & 0xfe) == 18);
    }
    return first == 0 || (first == 0x20 && second == 0x02);
  }

  private static int octet(InetAddress address, int index) {
    return address.getAddress()[index] & 0xff;
  }
}
