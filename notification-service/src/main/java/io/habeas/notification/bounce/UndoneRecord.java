package io.habeas.notification.bounce;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.habeas.ledger.record.CanonicalJson;
import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.delivery.Channel;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** What the witness is told of bounces: whose notices, and what followed. Ids and codes. */
final class UndoneRecord {
  private static final ObjectMapper JSON = new ObjectMapper();

  private UndoneRecord() {}

  static byte[] write(List<Undone> all) {
    return CanonicalJson.bytes(all.stream().map(UndoneRecord::fields).toList());
  }

  private static Map<String, Object> fields(Undone undone) {
    return Map.of(
        "subjectId", undone.of().subjectId(),
        "channel", undone.of().channel().slug(),
        "attempt", undone.of().attempt(),
        "status", undone.status(),
        "reason", undone.reason(),
        "bouncedAt", undone.at(),
        "takenBack", undone.takenBack());
  }

  static List<Undone> read(Campaign campaign, byte[] record) {
    try {
      List<Map<String, Object>> lines = JSON.readValue(record, new TypeReference<>() {});
      return lines.stream().map(line -> undone(campaign, line)).toList();
    } catch (IOException e) {
      throw new IllegalStateException("a record of the witness that is not ours", e);
    }
  }

  private static Undone undone(Campaign campaign, Map<String, Object> line) {
    return new Undone(
        new Returned(
            campaign,
            UUID.fromString(text(line, "subjectId")),
            Channel.of(text(line, "channel")),
            Integer.parseInt(text(line, "attempt"))),
        text(line, "status"),
        text(line, "reason"),
        Instant.parse(text(line, "bouncedAt")),
        Boolean.parseBoolean(text(line, "takenBack")));
  }

  private static String text(Map<String, Object> line, String name) {
    return Objects.requireNonNull(line.get(name), name).toString();
  }
}
