package io.habeas.notification.template;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of templates; every query goes by the primary key (name, version). */
final class TemplateStore {
  /** Of two that draft at once, one waits here and then sees the other's draft. */
  private static final String LOCK_NAME =
      "select pg_advisory_xact_lock(hashtext('template:' || $1))";

  private static final String INSERT =
      """
      insert into template (name, version, state, purpose, optional, fields, texts, author, created_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """;

  private static final String SAVE =
      """
      update template set state = $3, purpose = $4, optional = $5, fields = $6, texts = $7, author = $8,
        activated_at = $9, superseded_at = $10
      where name = $1 and version = $2
      """;

  private static final String ALL = "select * from template order by name, version desc";

  private static final String OF_NAME =
      "select * from template where name = $1 order by version desc";

  Uni<Void> lock(SqlConnection tx, String name) {
    return tx.preparedQuery(LOCK_NAME).execute(Tuple.of(name)).replaceWithVoid();
  }

  Uni<Void> insert(SqlConnection tx, Template template) {
    return tx.preparedQuery(INSERT)
        .execute(
            Tuple.from(
                new Object[] {
                  template.name(),
                  template.version(),
                  template.state().slug(),
                  template.purpose(),
                  template.optional(),
                  fields(template.fields()),
                  texts(template.texts()),
                  template.author(),
                  template.createdAt().atOffset(ZoneOffset.UTC)
                }))
        .replaceWithVoid();
  }

  Uni<Void> save(SqlConnection tx, Template template) {
    return tx.preparedQuery(SAVE)
        .execute(
            Tuple.from(
                new Object[] {
                  template.name(),
                  template.version(),
                  template.state().slug(),
                  template.purpose(),
                  template.optional(),
                  fields(template.fields()),
                  texts(template.texts()),
                  template.author(),
                  time(template.activatedAt()),
                  time(template.supersededAt())
                }))
        .replaceWithVoid();
  }

  Uni<List<Template>> all(SqlClient client) {
    return client.preparedQuery(ALL).execute().map(TemplateStore::list);
  }

  /** Its versions, newest first. */
  Uni<List<Template>> versions(SqlClient client, String name) {
    return client.preparedQuery(OF_NAME).execute(Tuple.of(name)).map(TemplateStore::list);
  }

  private static JsonArray fields(List<Field> fields) {
    JsonArray array = new JsonArray();
    fields.forEach(
        field ->
            array.add(
                new JsonObject()
                    .put("name", field.name())
                    .put("type", field.type().slug())
                    .put("required", field.required())));
    return array;
  }

  private static JsonArray texts(List<TemplateText> texts) {
    JsonArray array = new JsonArray();
    texts.forEach(
        text -> {
          JsonObject words = new JsonObject();
          text.words().forEach((field, shown) -> words.put(field, object(shown)));
          array.add(
              new JsonObject()
                  .put("language", text.language())
                  .put("subject", text.subject())
                  .put("body", text.body())
                  .put("sms", text.sms())
                  .put("words", words));
        });
    return array;
  }

  private static JsonObject object(Map<String, String> entries) {
    JsonObject object = new JsonObject();
    entries.forEach(object::put);
    return object;
  }

  private static List<Template> list(RowSet<Row> rows) {
    List<Template> list = new ArrayList<>(rows.size());
    rows.forEach(row -> list.add(template(row)));
    return list;
  }

  private static Template template(Row row) {
    return new Template(
        row.getString("name"),
        row.getInteger("version"),
        TemplateState.of(row.getString("state")),
        row.getString("purpose"),
        row.getBoolean("optional"),
        row.getJsonArray("fields").stream().map(each -> field((JsonObject) each)).toList(),
        row.getJsonArray("texts").stream().map(each -> text((JsonObject) each)).toList(),
        row.getString("author"),
        row.getOffsetDateTime("created_at").toInstant(),
        instant(row.getOffsetDateTime("activated_at")),
        instant(row.getOffsetDateTime("superseded_at")));
  }

  private static Field field(JsonObject field) {
    return new Field(
        field.getString("name"),
        FieldType.of(field.getString("type")),
        field.getBoolean("required"));
  }

  private static TemplateText text(JsonObject text) {
    Map<String, Map<String, String>> words = new TreeMap<>();
    Optional.ofNullable(text.getJsonObject("words"))
        .orElseGet(JsonObject::new)
        .getMap()
        .keySet()
        .forEach(
            field -> words.put(field, words(text.getJsonObject("words").getJsonObject(field))));
    return new TemplateText(
        text.getString("language"),
        text.getString("subject"),
        text.getString("body"),
        text.getString("sms"),
        words);
  }

  private static Map<String, String> words(JsonObject shown) {
    Map<String, String> words = new TreeMap<>();
    shown.fieldNames().forEach(word -> words.put(word, shown.getString(word)));
    return words;
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
