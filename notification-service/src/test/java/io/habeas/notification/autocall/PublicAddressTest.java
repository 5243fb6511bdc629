package io.habeas.notification.autocall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "198.18.0.1",
        "192.0.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::1"
      })
  void whatIsNotForEverybodyIsRefused(String address) throws IOException {
    assertThat(PublicAddress.isPublic(InetAddress.getByName(address))).isFalse();
    String host = address.contains(":") ? "[" + address + "]" : address;
    assertThatThrownBy(() -> PublicAddress.of(URI.create("https://" + host + "/"), false))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "8.8.8.8", "2a00:1450:4001::1"})
  void whatIsForEverybodyIsTaken(String address) throws IOException {
    boolean isDocumentation = address.equals("192.0.2.1");
    assertThat(PublicAddress.isPublic(InetAddress.getByName(address))).isEqualTo(!isDocumentation);
  }

  @Test
  void withoutTlsOnlyInOurOwnNetwork() throws IOException {
    URI plain = URI.create("http://127.0.0.1:1/");
    assertThatThrownBy(() -> PublicAddress.of(plain, false)).isInstanceOf(IOException.class);
    assertThat(PublicAddress.of(plain, true).isLoopbackAddress()).isTrue();
  }
}
