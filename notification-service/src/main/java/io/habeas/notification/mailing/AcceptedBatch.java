package io.habeas.notification.mailing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.habeas.bucket.Bucket;
import io.habeas.ledger.record.CanonicalJson;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.delivery.DeliveryState;
import io.habeas.notification.delivery.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * What the witness is told of a batch: whose notices the relay took, and when. Ids, no addresses.
 */
final class AcceptedBatch {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BEGUN = "begun";

  private AcceptedBatch() {}

  /** The record of those lines. */
  static byte[] join(List<String> lines) {
    return ("[" + String.join(",", lines) + "]").getBytes(StandardCharsets.UTF_8);
  }

  /** The line of one that the relay took. */
  static String line(Outcome accepted) {
    return CanonicalJson.text(fields(accepted));
  }

  /** The line of one that the relay may have from now on. */
  static String begun(UUID subject) {
    return "{\"" + BEGUN + "\":\"" + subject + "\"}";
  }

  /** What a lane that was killed had noted; its last line may be torn. */
  static Noted noted(byte[] notes) {
    List<String> accepted = new ArrayList<>();
    Set<UUID> inFlight = new LinkedHashSet<>();
    String text = new String(notes, StandardCharsets.UTF_8);
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      Map<String, String> fields = parse(join(List.of(line))).getFirst();
      if (fields.containsKey(BEGUN)) {
        inFlight.add(UUID.fromString(field(fields, BEGUN)));
      } else if (fields.containsKey("subjectId")) {
        inFlight.remove(UUID.fromString(field(fields, "subjectId")));
        accepted.add(line);
      }
    }
    return new Noted(accepted, inFlight);
  }

  /**
   * What is known of a lane that was killed.
   *
   * @param accepted the lines of those that the relay took
   * @param inFlight whose the relay may have
   */
  record Noted(List<String> accepted, Set<UUID> inFlight) {}

  private static Map<String, Object> fields(Outcome accepted) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("subjectId", accepted.subjectId());
    fields.put("channel", accepted.channel().slug());
    fields.put("language", Objects.requireNonNull(accepted.language()));
    fields.put("acceptedAt", Objects.requireNonNull(accepted.acceptedAt()));
    if (accepted.contactPointId() != null) {
      fields.put("contactPointId", accepted.contactPointId());
    }
    return fields;
  }

  /** Reads a record; what older ones name besides, an entry of the ledger, is not needed. */
  static List<Outcome> read(byte[] record) {
    return parse(record).stream().map(AcceptedBatch::outcome).toList();
  }

  private static List<Map<String, String>> parse(byte[] record) {
    try {
      return JSON.readValue(record, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of the witness that is not ours", e);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Outcome outcome(Map<String, String> fields) {
    UUID subject = UUID.fromString(field(fields, "subjectId"));
    Instant at = Instant.parse(field(fields, "acceptedAt"));
    String contactPoint = fields.get("contactPointId");
    return new Outcome(
        Bucket.of(subject),
        subject,
        Channel.of(fields.getOrDefault("channel", Channel.EMAIL.slug())),
        DeliveryState.ACCEPTED,
        at,
        null,
        field(fields, "language"),
        at,
        null,
        null,
        contactPoint == null ? null : UUID.fromString(contactPoint));
  }

  private static String field(Map<String, String> fields, String name) {
    return Objects.requireNonNull(fields.get(name), name);
  }
}
