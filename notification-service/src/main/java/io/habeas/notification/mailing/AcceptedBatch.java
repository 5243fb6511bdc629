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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * What the witness is told of a batch: whose notices the relay took, and when. Ids, no addresses.
 */
final class AcceptedBatch {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AcceptedBatch() {}

  static byte[] write(List<Outcome> accepted) {
    return CanonicalJson.bytes(accepted.stream().map(AcceptedBatch::fields).toList());
  }

  /** One of them, for the time until the batch is whole. */
  static byte[] line(Outcome accepted) {
    return (CanonicalJson.text(fields(accepted)) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** What a lane that was killed had noted; its last line may be torn. */
  static List<Outcome> lines(byte[] hints) {
    String whole = new String(hints, StandardCharsets.UTF_8);
    String json = whole.substring(0, whole.lastIndexOf('\n') + 1).strip().replace("\n", ",");
    return read(("[" + json + "]").getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> fields(Outcome accepted) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("subjectId", accepted.subjectId());
    fields.put("channel", accepted.channel().slug());
    fields.put("language", Objects.requireNonNull(accepted.language()));
    fields.put("acceptedAt", Objects.requireNonNull(accepted.acceptedAt()));
    fields.put("entryId", Objects.requireNonNull(accepted.entryId()));
    if (accepted.contactPointId() != null) {
      fields.put("contactPointId", accepted.contactPointId());
    }
    return fields;
  }

  static List<Outcome> read(byte[] record) {
    try {
      return JSON.readValue(record, new TypeReference<List<Map<String, String>>>() {}).stream()
          .map(AcceptedBatch::outcome)
          .toList();
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
        UUID.fromString(field(fields, "entryId")),
        null,
        contactPoint == null ? null : UUID.fromString(contactPoint));
  }

  private static String field(Map<String, String> fields, String name) {
    return Objects.requireNonNull(fields.get(name), name);
  }
}
