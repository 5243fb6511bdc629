package io.habeas.subject.account;

import io.habeas.bucket.Bucket;
import io.habeas.database.ByIndex;
import io.habeas.subject.columns.Columns;
import io.habeas.subject.vault.Digest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Accounts and memberships in the database. */
@Singleton
class AccountStore {

  /** Served by account_pkey. */
  private static final String ACCOUNTS =
      """
      select a.number_digest, a.id, a.kind, a.brand, a.products, a.residency, a.details,
             a.details_digest, a.version, a.signed_up_at
      from unnest($1::bytea[]) as wanted (number_digest)
      join account a using (number_digest)
      """;

  /** Served by membership_pkey. */
  private static final String MEMBERSHIPS =
      """
      select m.number_digest, m.person_digest, m.subject_id, m.roles
      from unnest($1::bytea[]) as wanted (number_digest)
      join membership m using (number_digest)
      """;

  /** Served by account_pkey, one partition for each account: {@link ByIndex}. */
  private static final String MANY_ACCOUNTS =
      """
      select held.*
      from unnest($1::bytea[]) as wanted (number_digest)
      cross join lateral (
        select a.number_digest, a.id, a.kind, a.brand, a.products, a.residency, a.details,
               a.details_digest, a.version, a.signed_up_at
        from account a where a.number_digest = wanted.number_digest
        offset 0) held
      """;

  /** Served by membership_pkey, one partition for each account: {@link ByIndex}. */
  private static final String MANY_MEMBERSHIPS =
      """
      select held.*
      from unnest($1::bytea[]) as wanted (number_digest)
      cross join lateral (
        select m.number_digest, m.person_digest, m.subject_id, m.roles
        from membership m where m.number_digest = wanted.number_digest
        offset 0) held
      """;

  private static final String ADD_ACCOUNTS =
      """
      insert into account (number_digest, id, kind, brand, products, residency, details,
                           details_digest, version, signed_up_at, opened_at, changed_at)
      select number_digest, id, kind, brand, string_to_array(products, ','), residency, details,
             details_digest, version, signed_up_at, $11, $11
      from unnest($1::bytea[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[],
                  $7::bytea[], $8::bytea[], $9::bigint[], $10::timestamptz[])
        as fresh (number_digest, id, kind, brand, products, residency, details, details_digest,
                  version, signed_up_at)
      on conflict (number_digest) do nothing
      """;

  private static final String CHANGE_ACCOUNTS =
      """
      update account a
      set kind = new.kind, brand = new.brand, products = string_to_array(new.products, ','),
          residency = new.residency, details = new.details, details_digest = new.details_digest,
          version = new.version, signed_up_at = coalesce(new.signed_up_at, a.signed_up_at),
          changed_at = $11
      from unnest($1::bytea[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[],
                  $7::bytea[], $8::bytea[], $9::bigint[], $10::timestamptz[])
        as new (number_digest, id, kind, brand, products, residency, details, details_digest,
                version, signed_up_at)
      where a.number_digest = new.number_digest and a.version = new.version - 1
      """;

  private static final String ADD_MEMBERSHIPS =
      """
      insert into membership (number_digest, person_digest, bucket, subject_id, roles, joined_at)
      select number_digest, person_digest, bucket, subject_id, string_to_array(roles, ','), $6
      from unnest($1::bytea[], $2::bytea[], $3::smallint[], $4::uuid[], $5::text[])
        as fresh (number_digest, person_digest, bucket, subject_id, roles)
      on conflict (number_digest, person_digest) do nothing
      """;

  private static final String CHANGE_ROLES =
      """
      update membership m set roles = string_to_array(new.roles, ',')
      from unnest($1::bytea[], $2::bytea[], $3::smallint[], $4::uuid[], $5::text[])
        as new (number_digest, person_digest, bucket, subject_id, roles)
      where m.number_digest = new.number_digest and m.person_digest = new.person_digest
      """;

  Uni<List<AccountRow>> accounts(SqlClient client, Collection<Digest> numbers) {
    return of(client, ACCOUNTS, numbers, AccountStore::account);
  }

  Uni<List<MembershipRow>> memberships(SqlClient client, Collection<Digest> numbers) {
    return of(client, MEMBERSHIPS, numbers, AccountStore::membership);
  }

  /** As many as an import's batch has. */
  Uni<List<AccountRow>> manyAccounts(Pool pool, Collection<Digest> numbers) {
    return ByIndex.in(pool, tx -> of(tx, MANY_ACCOUNTS, numbers, AccountStore::account));
  }

  /** Of as many accounts as an import's batch has. */
  Uni<List<MembershipRow>> manyMemberships(Pool pool, Collection<Digest> numbers) {
    return numbers.isEmpty()
        ? Uni.createFrom().item(List.of())
        : ByIndex.in(pool, tx -> of(tx, MANY_MEMBERSHIPS, numbers, AccountStore::membership));
  }

  private static <T> Uni<List<T>> of(
      SqlClient client, String sql, Collection<Digest> numbers, Function<Row, T> row) {
    return numbers.isEmpty()
        ? Uni.createFrom().item(List.of())
        : client
            .preparedQuery(sql)
            .execute(Columns.of(numbers).bytes(Digest::bytes).tuple())
            .map(rows -> stream(rows).map(row).toList());
  }

  /** Whether none of these accounts was there. */
  Uni<Boolean> addAccounts(SqlConnection tx, List<AccountRow> accounts, Instant now) {
    return all(tx, ADD_ACCOUNTS, accounts, columns(accounts, now));
  }

  /** Whether each of these accounts still had the version before. */
  Uni<Boolean> changeAccounts(SqlConnection tx, List<AccountRow> accounts, Instant now) {
    return all(tx, CHANGE_ACCOUNTS, accounts, columns(accounts, now));
  }

  /** Whether none of these people was in the account. */
  Uni<Boolean> addMemberships(SqlConnection tx, List<MembershipRow> memberships, Instant now) {
    return all(tx, ADD_MEMBERSHIPS, memberships, columns(memberships).also(now).tuple());
  }

  Uni<Boolean> changeRoles(SqlConnection tx, List<MembershipRow> memberships) {
    return all(tx, CHANGE_ROLES, memberships, columns(memberships).tuple());
  }

  private static Tuple columns(List<AccountRow> accounts, Instant now) {
    return Columns.of(accounts)
        .bytes(row -> row.number().bytes())
        .uuids(AccountRow::id)
        .texts(AccountRow::kind)
        .texts(AccountRow::brand)
        .slugs(AccountRow::products)
        .texts(AccountRow::residency)
        .bytes(AccountRow::details)
        .bytes(row -> row.detailsDigest().bytes())
        .bigints(AccountRow::version)
        .instants(AccountRow::signedUpAt)
        .also(now)
        .tuple();
  }

  private static Columns<MembershipRow> columns(List<MembershipRow> memberships) {
    return Columns.of(memberships)
        .bytes(row -> row.number().bytes())
        .bytes(row -> row.person().bytes())
        .smallints(row -> Bucket.of(row.subjectId()))
        .uuids(MembershipRow::subjectId)
        .slugs(MembershipRow::roles);
  }

  private static Uni<Boolean> all(SqlConnection tx, String sql, List<?> rows, Tuple tuple) {
    return rows.isEmpty()
        ? Uni.createFrom().item(true)
        : tx.preparedQuery(sql).execute(tuple).map(done -> done.rowCount() == rows.size());
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }

  private static AccountRow account(Row row) {
    return new AccountRow(
        new Digest(row.getBuffer("number_digest").getBytes()),
        row.getUUID("id"),
        row.getString("kind"),
        row.getString("brand"),
        List.of(row.getArrayOfStrings("products")),
        row.getString("residency"),
        row.getBuffer("details").getBytes(),
        new Digest(row.getBuffer("details_digest").getBytes()),
        row.getLong("version"),
        instant(row.getOffsetDateTime("signed_up_at")));
  }

  private static MembershipRow membership(Row row) {
    return new MembershipRow(
        new Digest(row.getBuffer("number_digest").getBytes()),
        new Digest(row.getBuffer("person_digest").getBytes()),
        row.getUUID("subject_id"),
        List.of(row.getArrayOfStrings("roles")));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant).orElse(null);
  }
}
