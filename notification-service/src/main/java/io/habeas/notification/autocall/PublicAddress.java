package io.habeas.notification.autocall;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;

/**
 * The address that a host resolves to, resolved once and connected to as it is, if it is public.
 */
final class PublicAddress {
  private PublicAddress() {}

  /**
   * Resolves a host.
   *
   * @throws IOException if there is none, or any of its addresses is not for everybody
   */
  static InetAddress of(URI url, boolean allowPrivate) throws IOException {
    if (!allowPrivate && !"https".equals(url.getScheme())) {
      throw new IOException("not https");
    }
    InetAddress[] all = InetAddress.getAllByName(url.getHost());
    for (InetAddress each : all) {
      if (!allowPrivate && !isPublic(each)) {
        throw new IOException("not a public address");
      }
    }
    return all[0];
  }

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    return switch (address) {
      case Inet4Address _ ->
          first != 0
              && first < 240
              && !(first == 100 && second >= 64 && second < 128)
              && !(first == 198 && (second == 18 || second == 19))
              && !(first == 192 && second == 0);
      // Global unicast is 2000::/3; of that, 2002::/16 and 64:ff9b::/96 hide addresses of version
      // 4.
      case Inet6Address _ -> (first & 0xe0) == 0x20 && !(first == 0x20 && second == 0x02);
      default -> false;
    };
  }
}
