package io.habeas.local.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.random.RandomGenerator;

/** What people permit when they sign up. */
final class Choices {

  private final ObjectMapper json = new ObjectMapper();

  /** The choices of one person. */
  ObjectNode of(RandomGenerator random) {
    ObjectNode body = json.createObjectNode();
    ArrayNode choices = body.putArray("choices");
    choose(choices, "newsletter", "email", random.nextInt(10) < 6);
    choose(choices, "analytics", "sharing", random.nextInt(10) < 3);
    choose(choices, "advertising", "sharing", random.nextInt(10) < 2);
    choose(choices, "partner-offers", "sharing", random.nextInt(10) < 2);
    if (random.nextInt(5) == 0) {
      choose(choices, "offers", "phone", false);
    }
    if (random.nextInt(6) == 0) {
      choose(choices, "surveys", "email", false);
    }
    return body.put("via", "sign-up");
  }

  private static void choose(ArrayNode choices, String purpose, String channel, boolean granted) {
    choices
        .addObject()
        .put("purpose", purpose)
        .put("channel", channel)
        .put("choice", granted ? "granted" : "denied");
  }
}
