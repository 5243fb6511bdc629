package io.habeas.notification.message;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages as their rows keep them. */
final class MessageRows {
  private MessageRows() {}

  static @Nullable Message first(RowSet<Row> rows) {
    return rows.size() == 0 ? null : message(rows.iterator().next());
  }

  static List<Message> list(RowSet<Row> rows) {
    List<Message> list = new ArrayList<>(rows.size());
    rows.forEach(row -> list.add(message(row)));
    return list;
  }

  private static Message message(Row row) {
    io.vertx.mutiny.core.buffer.Buffer sealed = row.getBuffer("sealed");
    return new Message(
        row.getInteger("bucket"),
        row.getUUID("id"),
        row.getUUID("subject_id"),
        row.getString("template"),
        row.getInteger("version"),
        row.getString("purpose"),
        row.getString("channel"),
        fields(row.getJsonObject("fields")),
        sealed == null ? null : sealed.getBytes(),
        row.getUUID("case_id"),
        row.getString("caused_by"),
        row.getString("requested_by"),
        MessageState.of(row.getString("state")),
        row.getInteger("attempt"),
        row.getInteger("losses"),
        row.getString("reason"),
        row.getString("language"),
        row.getString("reference"),
        row.getOffsetDateTime("created_at").toInstant(),
        instant(row.getOffsetDateTime("accepted_at")),
        instant(row.getOffsetDateTime("delivered_at")));
  }

  private static Map<String, Object> fields(JsonObject json) {
    Map<String, Object> fields = new HashMap<>();
    json.getMap().forEach(fields::put);
    return fields;
  }

  static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
