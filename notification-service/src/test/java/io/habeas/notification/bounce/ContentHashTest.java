package io.habeas.notification.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ContentHashTest {
  @Test
  void aMessageDeliveredTwiceIsTheSameAndAnotherIsNot() {
    String message = "From: a@b\r\nTo: bounces+x@c\r\n\r\nReceived: by nobody\r\n";

    assertThat(hash("Received: by one\r\n at noon\r\nReturn-Path: <>\r\n" + message))
        .isEqualTo(hash("Return-Path: <>\r\nReceived: by two\r\n\tat one\r\n" + message))
        .isEqualTo(hash(message))
        .isNotEqualTo(hash(message.replace("bounces+x", "bounces+y")));
    assertThat(hash("")).isNotBlank();
    assertThat(hash("Received: ")).isEqualTo(hash(""));
  }

  private static String hash(String message) {
    return ContentHash.of(message.getBytes(StandardCharsets.ISO_8859_1));
  }
}
