package io.habeas.notification.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.habeas.ledger.record.CanonicalJson;
import io.habeas.notification.section.Tag;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of documents, versions and texts. */
final class PolicyStore {
  private static final String INSERT_DOCUMENT =
      """
      insert into policy_document (slug, title, kind, created_at) values ($1, $2, $3, $4)
      on conflict do nothing
      """;

  private static final String DOCUMENTS =
      "select slug, title, kind, created_at from policy_document order by slug";

  /** The row's lock puts everything that changes a document's versions in one queue. */
  private static final String LOCK_DOCUMENT =
      "select slug, title, kind, created_at from policy_document where slug = $1 for update";

  /** Shares the lock that everybody takes who changes a version of the document. */
  private static final String HOLD_DOCUMENT =
      """
      select slug from policy_document
      where slug = (select document from policy_version where id = $1) for share
      """;

  private static final String STATE = "select state from policy_version where id = $1";

  private static final String DOCUMENT =
      "select slug, title, kind, created_at from policy_document where slug = $1";

  private static final String INSERT_VERSION =
      """
      insert into policy_version
        (id, document, label, state, material, changes, section_tags, created_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (document, label) do nothing
      """;

  private static final String INSERT_TEXTS =
      """
      insert into policy_text (version_id, language, title, summary, markdown, html)
      select $1, t.language, t.title, t.summary, t.markdown, t.html
      from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
        as t (language, title, summary, markdown, html)
      """;

  private static final String DELETE_TEXTS = "delete from policy_text where version_id = $1";

  private static final String SAVE =
      """
      update policy_version set state = $2, text_hash = $3, announced_at = $4, effective_at = $5,
        in_force_at = $6, superseded_at = $7, material = $8, changes = $9, section_tags = $10,
        base_id = $11, not_material_reason = $12, not_material_base = $13,
        not_material_proposed_by = $14, not_material_proposed_at = $15,
        not_material_approved_by = $16, not_material_approved_at = $17,
        correction_reason = $18, promised_at = $19, corrected_at = $20
      where id = $1
      """;

  private static final String SELECT =
      """
      select v.*, t.language, t.title, t.summary, t.markdown, t.html
      from policy_version v left join policy_text t on t.version_id = v.id
      """;

  private static final String OF_DOCUMENT =
      SELECT + " where v.document = $1 order by v.created_at, v.id, t.language";

  private static final String ONE =
      SELECT + " where v.document = $1 and v.label = $2 order by t.language";

  private static final String BY_ID = SELECT + " where v.id = $1 order by t.language";

  private static final String IN_STATE =
      SELECT + " where v.state = $1 order by v.created_at, v.id, t.language";

  private static final ObjectMapper JSON = new ObjectMapper();

  Uni<Boolean> insertDocument(SqlClient tx, PolicyDocument document) {
    return tx.preparedQuery(INSERT_DOCUMENT)
        .execute(
            Tuple.of(
                document.slug(),
                document.title(),
                document.kind().slug(),
                time(document.createdAt())))
        .map(rows -> rows.rowCount() == 1);
  }

  Uni<List<PolicyDocument>> documents(SqlClient client) {
    return client.preparedQuery(DOCUMENTS).execute().map(rows -> list(rows, PolicyStore::document));
  }

  Uni<@Nullable PolicyDocument> document(SqlClient client, String slug) {
    return client.preparedQuery(DOCUMENT).execute(Tuple.of(slug)).map(PolicyStore::firstDocument);
  }

  Uni<@Nullable PolicyDocument> lockDocument(SqlClient tx, String slug) {
    return tx.preparedQuery(LOCK_DOCUMENT).execute(Tuple.of(slug)).map(PolicyStore::firstDocument);
  }

  /** Two statements: the second sees what was committed while the first one waited. */
  Uni<VersionState> stateHeld(SqlClient tx, UUID versionId) {
    return tx.preparedQuery(HOLD_DOCUMENT)
        .execute(Tuple.of(versionId))
        .chain(() -> tx.preparedQuery(STATE).execute(Tuple.of(versionId)))
        .map(rows -> VersionState.of(rows.iterator().next().getString("state")));
  }

  Uni<Boolean> insertVersion(SqlClient tx, PolicyVersion version) {
    return tx.preparedQuery(INSERT_VERSION)
        .execute(
            Tuple.from(
                new Object[] {
                  version.id(),
                  version.document(),
                  version.label(),
                  version.state().slug(),
                  version.material(),
                  CanonicalJson.text(version.changes()),
                  CanonicalJson.text(PolicyVersion.written(version.sections())),
                  time(version.createdAt())
                }))
        .chain(
            rows ->
                rows.rowCount() == 0
                    ? Uni.createFrom().item(false)
                    : insertTexts(tx, version).replaceWith(true));
  }

  private static Uni<Void> insertTexts(SqlClient tx, PolicyVersion version) {
    return tx.preparedQuery(INSERT_TEXTS)
        .execute(
            Tuple.from(
                new Object[] {
                  version.id(),
                  column(version, PolicyText::language),
                  column(version, PolicyText::title),
                  column(version, PolicyText::summary),
                  column(version, PolicyText::markdown),
                  column(version, PolicyText::html)
                }))
        .replaceWithVoid();
  }

  /** Replaces what a draft says. */
  Uni<Void> rewrite(SqlClient tx, PolicyVersion version) {
    return tx.preparedQuery(DELETE_TEXTS)
        .execute(Tuple.of(version.id()))
        .chain(() -> insertTexts(tx, version))
        .chain(() -> save(tx, version));
  }

  Uni<Void> save(SqlClient tx, PolicyVersion version) {
    NotMaterial judged = version.notMaterial();
    Correction corrected = version.correction();
    return tx.preparedQuery(SAVE)
        .execute(
            Tuple.from(
                new @Nullable Object[] {
                  version.id(),
                  version.state().slug(),
                  version.textHash(),
                  time(version.announcedAt()),
                  time(version.effectiveAt()),
                  time(version.inForceAt()),
                  time(version.supersededAt()),
                  version.material(),
                  CanonicalJson.text(version.changes()),
                  CanonicalJson.text(PolicyVersion.written(version.sections())),
                  version.base(),
                  judged == null ? null : CanonicalJson.text(judged.reason()),
                  judged == null ? null : judged.base(),
                  judged == null ? null : judged.proposedBy(),
                  judged == null ? null : time(judged.proposedAt()),
                  judged == null ? null : judged.approvedBy(),
                  judged == null ? null : time(judged.approvedAt()),
                  corrected == null ? null : CanonicalJson.text(corrected.reason()),
                  corrected == null ? null : time(corrected.promisedAt()),
                  corrected == null ? null : time(corrected.at())
                }))
        .replaceWithVoid();
  }

  Uni<List<PolicyVersion>> versions(SqlClient client, String document) {
    return client.preparedQuery(OF_DOCUMENT).execute(Tuple.of(document)).map(PolicyStore::versions);
  }

  Uni<List<PolicyVersion>> inState(SqlClient client, VersionState state) {
    return client
        .preparedQuery(IN_STATE)
        .execute(Tuple.of(state.slug()))
        .map(PolicyStore::versions);
  }

  Uni<@Nullable PolicyVersion> version(SqlClient client, String document, String label) {
    return client.preparedQuery(ONE).execute(Tuple.of(document, label)).map(PolicyStore::first);
  }

  Uni<@Nullable PolicyVersion> version(SqlClient client, UUID id) {
    return client.preparedQuery(BY_ID).execute(Tuple.of(id)).map(PolicyStore::first);
  }

  private static String[] column(PolicyVersion version, Function<PolicyText, String> field) {
    return version.texts().stream().map(field).toArray(String[]::new);
  }

  private static @Nullable PolicyVersion first(RowSet<Row> rows) {
    List<PolicyVersion> versions = versions(rows);
    return versions.isEmpty() ? null : versions.getFirst();
  }

  private static @Nullable PolicyDocument firstDocument(RowSet<Row> rows) {
    return rows.size() == 0 ? null : document(rows.iterator().next());
  }

  private static PolicyDocument document(Row row) {
    return new PolicyDocument(
        row.getString("slug"),
        row.getString("title"),
        DocumentKind.of(row.getString("kind")),
        row.getOffsetDateTime("created_at").toInstant());
  }

  private static List<PolicyVersion> versions(RowSet<Row> rows) {
    Map<UUID, List<PolicyText>> texts = new LinkedHashMap<>();
    Map<UUID, Row> firsts = new LinkedHashMap<>();
    for (Row row : rows) {
      UUID id = row.getUUID("id");
      firsts.putIfAbsent(id, row);
      List<PolicyText> own = texts.computeIfAbsent(id, _ -> new ArrayList<>());
      if (row.getString("language") != null) {
        own.add(text(row));
      }
    }
    List<PolicyVersion> versions = new ArrayList<>();
    firsts.forEach((id, row) -> versions.add(version(row, texts.getOrDefault(id, List.of()))));
    return versions;
  }

  private static PolicyVersion version(Row row, List<PolicyText> texts) {
    return new PolicyVersion(
        row.getUUID("id"),
        row.getString("document"),
        row.getString("label"),
        VersionState.of(row.getString("state")),
        lists(row.getString("changes")),
        tags(row.getString("section_tags")),
        texts,
        notMaterial(row),
        row.getUUID("base_id"),
        correction(row),
        row.getString("text_hash"),
        new Milestones(
            row.getOffsetDateTime("created_at").toInstant(),
            instant(row, "announced_at"),
            instant(row, "effective_at"),
            instant(row, "in_force_at"),
            instant(row, "superseded_at")));
  }

  private static @Nullable NotMaterial notMaterial(Row row) {
    String reason = row.getString("not_material_reason");
    return reason == null
        ? null
        : new NotMaterial(
            Words.read(reason),
            row.getUUID("not_material_base"),
            row.getString("not_material_proposed_by"),
            row.getOffsetDateTime("not_material_proposed_at").toInstant(),
            row.getString("not_material_approved_by"),
            instant(row, "not_material_approved_at"));
  }

  private static @Nullable Correction correction(Row row) {
    String reason = row.getString("correction_reason");
    return reason == null
        ? null
        : new Correction(
            Words.read(reason),
            row.getOffsetDateTime("promised_at").toInstant(),
            row.getOffsetDateTime("corrected_at").toInstant());
  }

  private static Map<String, List<Tag>> tags(String json) {
    Map<String, List<Tag>> tags = new LinkedHashMap<>();
    lists(json).forEach((id, written) -> tags.put(id, written.stream().map(Tag::of).toList()));
    return tags;
  }

  private static PolicyText text(Row row) {
    return new PolicyText(
        row.getString("language"),
        row.getString("title"),
        row.getString("summary"),
        row.getString("markdown"),
        row.getString("html"));
  }

  private static Map<String, List<String>> lists(String json) {
    try {
      return JSON.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a version whose lists are not JSON", e);
    }
  }

  private static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapping) {
    List<T> list = new ArrayList<>(rows.size());
    for (Row row : rows) {
      list.add(mapping.apply(row));
    }
    return list;
  }
}
