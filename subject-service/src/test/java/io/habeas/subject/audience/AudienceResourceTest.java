package io.habeas.subject.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.notNullValue;

import io.habeas.bucket.Bucket;
import io.habeas.subject.Calls;
import io.habeas.subject.People;
import io.habeas.subject.RunningSubject;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RunningSubject
class AudienceResourceTest {

  private static final String AUDIENCE = "/api/subject/v1/audience";

  private static final Pattern SUBJECT_ID = Pattern.compile("\\{\"subjectId\":\"([^\"]+)\"");

  @Inject DataSource database;

  @Test
  void everySubjectIsInItsBucketOnce() {
    UUID subject = People.held("audience@example.com");
    List<UUID> members = stream(Bucket.of(subject), null);

    assertThat(members).doesNotHaveDuplicates().contains(subject);
    assertThat(stream((Bucket.of(subject) + 1) % Bucket.COUNT, null)).doesNotContain(subject);
  }

  @Test
  void aStreamGoesOnBehindTheLastLine() {
    UUID subject = People.held("first@example.com");
    int bucket = Bucket.of(subject);
    copyInto(subject, 2500);
    List<UUID> all = stream(bucket, null);

    assertThat(all).hasSizeGreaterThanOrEqualTo(2501).doesNotHaveDuplicates();
    assertThat(stream(bucket, all.get(1499))).isEqualTo(all.subList(1500, all.size()));
    assertThat(stream(bucket, all.getLast())).isEmpty();
  }

  @Test
  void pagesLeaveNobodyOutHoweverManyDigitsTheTransactionsHave() throws SQLException {
    UUID subject = People.held("digits@example.com");
    int bucket = Bucket.of(subject);
    copyInto(subject, 40);
    List<UUID> all = stream(bucket, null);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < all.size(); i++) {
        statement.addBatch(
            "update subject set joined = '%d'::xid8 where id = '%s'"
                .formatted(i % 2 == 0 ? 90 + i : 8 + i / 4, all.get(i)));
      }
      statement.executeBatch();
    }

    assertThat(pages(bucket, "")).containsExactlyInAnyOrderElementsOf(all);
    assertThat(pages(bucket, "&region=DE"))
        .containsExactlyInAnyOrderElementsOf(filtered(subject, "region=DE"));
  }

  private static List<UUID> pages(int bucket, String query) {
    List<UUID> all = new ArrayList<>();
    List<UUID> page;
    do {
      String after = all.isEmpty() ? "" : "&after=" + all.getLast();
      page =
          ids(
              Calls.service("subject:audience")
                  .get(AUDIENCE + "?bucket=" + bucket + "&limit=7" + after + query)
                  .then()
                  .statusCode(200)
                  .extract()
                  .asString());
      assertThat(page).hasSizeLessThanOrEqualTo(7);
      all.addAll(page);
    } while (page.size() == 7);
    return all;
  }

  @Test
  void severalBucketsAreOnePageAfterAnother() {
    IntStream.range(0, 60).forEach(i -> People.held("several-" + i + "@example.com"));
    int first = 64;
    int last = 191;
    List<UUID> each =
        IntStream.rangeClosed(first, last)
            .mapToObj(bucket -> stream(bucket, null))
            .flatMap(List::stream)
            .toList();

    assertThat(each).hasSizeGreaterThan(14).doesNotHaveDuplicates();
    assertThat(pages(first, "&through=" + last)).isEqualTo(each);
    assertThat(lines("bucket=" + first + "&through=" + last)).isEqualTo(each);
    assertThat(lines("bucket=" + first + "&through=" + last + "&after=" + each.get(4)))
        .isEqualTo(each.subList(5, each.size()));
    assertThat(lines("bucket=" + first + "&through=" + last + "&region=XX")).isEmpty();
  }

  @Test
  void bucketsThatAreNoneAreNamed() {
    UUID subject = People.held("elsewhere@example.com");
    int bucket = Bucket.of(subject);
    int next = (bucket + 1) % Bucket.COUNT;

    refused("bucket=7&through=6", "through");
    refused("bucket=7&through=256", "through");
    refused("bucket=" + next + "&after=" + subject, "after");
    refused("bucket=" + bucket + "&after=" + new UUID(0, 0), "after");
  }

  private static void refused(String query, String field) {
    Calls.service("subject:audience")
        .get(AUDIENCE + "?" + query)
        .then()
        .statusCode(400)
        .body("violations[0].field", containsString(field));
  }

  @Test
  void whoIsBeingRegisteredIsWaitedFor() throws Exception {
    UUID subject = People.held("early@example.com");
    int bucket = Bucket.of(subject);
    try (Connection slow = database.getConnection()) {
      slow.setAutoCommit(false);
      UUID late = copy(slow, subject, 1).getFirst();
      CompletableFuture<List<UUID>> asked =
          CompletableFuture.supplyAsync(() -> stream(bucket, null));
      assertThatExceptionOfType(TimeoutException.class)
          .as("not answered without them")
          .isThrownBy(() -> asked.get(500, TimeUnit.MILLISECONDS));
      slow.commit();

      assertThat(asked.get(30, TimeUnit.SECONDS)).contains(subject, late);
    }
  }

  @Test
  void whoTakesTooLongIsNotLeftOut() throws SQLException {
    UUID subject = People.held("slow@example.com");
    try (Connection slow = database.getConnection()) {
      slow.setAutoCommit(false);
      copy(slow, subject, 1);

      Calls.service("subject:audience")
          .get(AUDIENCE + "?bucket=" + Bucket.of(subject))
          .then()
          .statusCode(503)
          .header("Retry-After", notNullValue())
          .body("type", containsString("still-writing"));
      slow.rollback();
    }
  }

  @Test
  void whoIsCommittedWhileOthersStillWriteComesWithTheNextPage() throws SQLException {
    UUID subject = People.held("before@example.com");
    int bucket = Bucket.of(subject);
    List<UUID> before = stream(bucket, null);
    try (Connection slow = database.getConnection()) {
      slow.setAutoCommit(false);
      UUID late = copy(slow, subject, 1).getFirst();
      copyInto(subject, 1);

      assertThat(stream(bucket, before.getLast())).isEmpty();
      slow.commit();

      assertThat(stream(bucket, before.getLast())).hasSize(2).contains(late);
    }
  }

  @Test
  void aFilterLetsThroughWhomOneOfItsValuesConcerns() {
    UUID vps = account("F-vps", "north", "[\"vps\"]", "DE", true);
    UUID mail = account("F-mail", "south", "[\"mail\"]", "FR", false);

    assertThat(filtered(vps, "product=vps")).contains(vps);
    assertThat(filtered(mail, "product=vps")).doesNotContain(mail);
    assertThat(filtered(mail, "brand=south")).contains(mail);
    assertThat(filtered(vps, "brand=south")).doesNotContain(vps);
    assertThat(filtered(vps, "region=DE&region=AT")).contains(vps);
    assertThat(filtered(mail, "region=DE")).doesNotContain(mail);
    assertThat(filtered(vps, "channel=phone")).contains(vps);
    assertThat(filtered(mail, "channel=phone")).doesNotContain(mail);
    assertThat(filtered(mail, "channel=phone&region=FR")).as("any of them").contains(mail);
  }

  @Test
  void whoWasACustomerOnceIsInAsLongAsWeHoldTheirData() {
    UUID former = account("F-former", "north", "[]", "DE", false);

    assertThat(stream(Bucket.of(former), null)).contains(former);
    assertThat(filtered(former, "product=anything")).contains(former);
    assertThat(filtered(former, "brand=south")).doesNotContain(former);
  }

  @Test
  void whatOfSomebodyDecidesIsToldWithoutTheirName() {
    UUID subject = account("F-relation", "north", "[\"vps\", \"mail\"]", "SE", true);

    String relation =
        Calls.service("subject:audience")
            .get("/api/subject/v1/relation?subjectId=" + subject)
            .then()
            .statusCode(200)
            .extract()
            .asString();

    assertThat(relation)
        .isEqualTo(
            "{\"products\":[\"mail\",\"vps\"],\"brands\":[\"north\"],\"region\":\"SE\","
                + "\"channels\":[\"email\",\"phone\"],\"former\":false}");
    Calls.service("subject:audience")
        .get("/api/subject/v1/relation?subjectId=" + UUID.randomUUID())
        .then()
        .statusCode(404);
    Calls.person("dpo").get("/api/subject/v1/relation?subjectId=" + subject).then().statusCode(403);
  }

  private static List<UUID> filtered(UUID subject, String filter) {
    return ids(
        Calls.service("subject:audience")
            .get(AUDIENCE + "?bucket=" + Bucket.of(subject) + "&" + filter)
            .then()
            .statusCode(200)
            .extract()
            .asString());
  }

  private static UUID account(
      String number, String brand, String products, String residency, boolean phone) {
    String phonePoint = phone ? ", {\"kind\": \"phone\", \"value\": \"+49 30 901820\"}" : "";
    return UUID.fromString(
        Calls.billing()
            .body(
                """
                {"kind": "person", "brand": "%s", "products": %s, "residency": "%s",
                 "people": [{"key": "p", "roles": ["owner"], "givenName": "Emmy", "familyName": "Noether",
                   "languages": ["de"], "timeZone": "Europe/Berlin",
                   "contactPoints": [{"kind": "email", "value": "%s@example.com"}%s]}]}
                """
                    .formatted(
                        brand, products, residency, number.toLowerCase(Locale.ROOT), phonePoint))
            .put("/api/subject/v1/accounts/" + number)
            .then()
            .statusCode(200)
            .extract()
            .path("people[0].subjectId"));
  }

  @Test
  void aForgedPositionOrBucketIsRefused() {
    for (String query :
        List.of(
            "?bucket=256",
            "?bucket=-1",
            "",
            "?bucket=99999999999",
            "?bucket=1&region=germany",
            "?bucket=1&limit=0",
            "?bucket=1&limit=1001",
            "?bucket=1&channel=fax")) {
      assertThat(Calls.service("subject:audience").get(AUDIENCE + query).statusCode())
          .as(query)
          .isBetween(400, 404);
    }
    Calls.person("dpo").get(AUDIENCE + "?bucket=1").then().statusCode(403);
  }

  private static List<UUID> stream(int bucket, @Nullable UUID after) {
    return lines("bucket=" + bucket + (after == null ? "" : "&after=" + after));
  }

  private static List<UUID> lines(String query) {
    return ids(
        Calls.service("subject:audience")
            .get(AUDIENCE + "?" + query)
            .then()
            .statusCode(200)
            .extract()
            .asString());
  }

  private static List<UUID> ids(String body) {
    List<UUID> ids = new ArrayList<>();
    Matcher lines = SUBJECT_ID.matcher(body);
    while (lines.find()) {
      ids.add(UUID.fromString(lines.group(1)));
    }
    return ids;
  }

  private void copyInto(UUID subject, int many) {
    try (Connection connection = database.getConnection()) {
      for (int i = 0; i < many; i += 500) {
        copy(connection, subject, Math.min(500, many - i));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot copy " + subject, e);
    }
  }

  /** More people like this one, in the same bucket. */
  private static List<UUID> copy(Connection connection, UUID subject, int many)
      throws SQLException {
    List<UUID> ids =
        Stream.generate(UUID::randomUUID)
            .filter(id -> Bucket.of(id) == Bucket.of(subject))
            .limit(many)
            .toList();
    try (PreparedStatement statement = connection.prepareStatement(COPY)) {
      statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      statement.setObject(2, subject);
      statement.execute();
    }
    return ids;
  }

  private static final String COPY =
      """
      insert into subject (bucket, id, state, kind, residency, languages, time_zone, name,
        name_version, profile_digest, accounts, version, registered_at, changed_at)
      select bucket, copy.id, state, kind, residency, languages, time_zone, name, name_version,
        profile_digest, accounts, version, registered_at, changed_at
      from subject s cross join unnest(?) as copy (id) where s.id = ?
      """;
}
