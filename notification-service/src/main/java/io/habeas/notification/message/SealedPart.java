package io.habeas.notification.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What of a message is kept encrypted, and only until it is sent. */
record SealedPart(Map<String, Object> fields, @Nullable String inReplyTo) {
  static final SealedPart NONE = new SealedPart(Map.of(), null);
  private static final ObjectMapper JSON = new ObjectMapper();

  static SealedPart read(String json) {
    try {
      return JSON.readValue(json, SealedPart.class);
    } catch (JsonProcessingException e) {
      // Its message quotes the text.
      throw new IllegalStateException("what was sealed does not read");
    }
  }

  boolean isEmpty() {
    return fields.isEmpty() && inReplyTo == null;
  }

  String text() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is to be sealed is no JSON value");
    }
  }

  /** What it says stays out of logs. */
  @Override
  public String toString() {
    return "SealedPart[***]";
  }
}
