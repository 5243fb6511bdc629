package io.habeas.notification.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.habeas.bucket.Bucket;
import io.habeas.ledger.record.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the witness is told of accepted messages: ids and times, no addresses. */
final class Witnessed {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Witnessed() {}

  static byte[] write(List<Settlement> accepted) {
    return CanonicalJson.bytes(accepted.stream().map(Witnessed::fields).toList());
  }

  static byte[] line(Settlement accepted) {
    return (CanonicalJson.text(fields(accepted)) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** What a lane that was killed had noted; its last line may be torn. */
  static List<Settlement> lines(byte[] hints) {
    String whole = new String(hints, StandardCharsets.UTF_8);
    String json = whole.substring(0, whole.lastIndexOf('\n') + 1).strip().replace("\n", ",");
    return read(("[" + json + "]").getBytes(StandardCharsets.UTF_8));
  }

  static List<Settlement> read(byte[] record) {
    try {
      String text = new String(record, StandardCharsets.UTF_8);
      return JSON.readValue(text, new TypeReference<List<Map<String, String>>>() {}).stream()
          .map(Witnessed::settlement)
          .toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of the witness that is not ours", e);
    }
  }

  private static Map<String, Object> fields(Settlement accepted) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("id", accepted.id());
    fields.put("subjectId", accepted.subjectId());
    fields.put("language", Objects.requireNonNull(accepted.language()));
    fields.put("acceptedAt", Objects.requireNonNull(accepted.acceptedAt()));
    fields.put("entryId", accepted.entryId());
    if (accepted.reference() != null) {
      fields.put("reference", accepted.reference());
    }
    return fields;
  }

  private static Settlement settlement(Map<String, String> fields) {
    UUID subject = UUID.fromString(field(fields, "subjectId"));
    Instant at = Instant.parse(field(fields, "acceptedAt"));
    @Nullable String reference = fields.get("reference");
    return new Settlement(
        Bucket.of(subject),
        UUID.fromString(field(fields, "id")),
        subject,
        MessageState.ACCEPTED,
        at,
        null,
        field(fields, "language"),
        reference,
        at,
        UUID.fromString(field(fields, "entryId")),
        true);
  }

  private static String field(Map<String, String> fields, String name) {
    return Objects.requireNonNull(fields.get(name), name);
  }
}
