package io.habeas.notification.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.habeas.ledger.record.CanonicalJson;
import io.habeas.notification.section.Tag;
import java.util.Map;
import java.util.TreeSet;

/** An audience as its campaign's row keeps it. */
final class AudienceColumn {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AudienceColumn() {}

  static String written(Audience audience) {
    return CanonicalJson.text(
        Map.of(
            "everybody", audience.everybody(),
            "narrowed", audience.narrowed(),
            "tags", audience.tags().stream().map(Tag::toString).toList()));
  }

  static Audience read(String column) {
    try {
      JsonNode json = JSON.readTree(column);
      TreeSet<Tag> tags = new TreeSet<>();
      json.path("tags").forEach(tag -> tags.add(Tag.of(tag.asText())));
      return new Audience(
          json.path("everybody").asBoolean(true), tags, json.path("narrowed").asBoolean(false));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a campaign whose audience is not JSON", e);
    }
  }
}
