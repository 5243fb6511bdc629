package io.habeas.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.habeas.ledger.audit.Finding;
import io.habeas.ledger.proof.Proof;
import io.habeas.ledger.proof.ProofVerifier;
import io.habeas.ledger.proof.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries of many members on a real PostgreSQL, honest and attacked. */
class SealedGroupTest {
  private static final int GROUP = 3;

  @TempDir Path witnessDirectory;
  private TestLedger test;

  @BeforeEach
  void start() {
    test = new TestLedger(witnessDirectory, 16);
  }

  @AfterEach
  void stop() {
    test.close();
  }

  @Test
  void aGroupIsOneEntryOfTheLog() {
    test.append(2);
    test.appendGroup(TestLedger.subjects(300));
    test.append(1);
    test.seal();

    assertThat(test.count("ledger_entry")).isEqualTo(4);
    assertThat(test.count("ledger_record")).isEqualTo(4);
    assertThat(test.count("ledger_member")).isEqualTo(300);
    assertThat(test.verify())
        .isInstanceOfSatisfying(
            Finding.Intact.class, intact -> assertThat(intact.size()).isEqualTo(4));
  }

  @Test
  void ofNobodyNothingIsWritten() {
    test.appendGroup(List.of());

    assertThat(test.count("ledger_entry") + test.count("ledger_group")).isZero();
  }

  @Test
  void nobodyIsInAGroupTwice() {
    UUID subject = UUID.randomUUID();

    assertThatThrownBy(() -> test.appendGroup(List.of(subject, subject)))
        .hasMessageContaining("duplicate key");
    assertThat(test.count("ledger_entry")).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 64, 65})
  void everyMemberHasAProofThatVerifiesOffline(int size) {
    test.append(5);
    List<UUID> subjects = TestLedger.subjects(size);
    UUID group = test.appendGroup(subjects);
    assertThat(test.proof(group, subjects.getFirst())).isEmpty();
    test.seal();

    for (int place = 0; place < size; place++) {
      Verdict verdict = verify(test.proof(group, subjects.get(place)).orElseThrow());
      assertThat(verdict).isInstanceOf(Verdict.Holds.class);
      assertThat(verdict.lines())
          .contains("subject " + subjects.get(place), "  outcome: accepted", "  how: told")
          .first()
          .asString()
          .matches(
              "VALID: entry 5 of the 6 that .* had published, member %d of its %d"
                  .formatted(place, size));
    }
  }

  @Test
  void aProofIsForTheMembersOfItsEntryAlone() {
    UUID subject = UUID.randomUUID();
    UUID group = test.appendGroup(List.of(UUID.randomUUID()));
    UUID own = test.appendGroup(List.of(subject));
    test.seal();

    assertThat(test.proof(group, subject)).isEmpty();
    assertThat(test.proof(own, subject)).isPresent();
  }

  @Test
  void anEntryOfOneSubjectIsProvedToThatSubject() {
    UUID subject = UUID.randomUUID();
    test.await(test.pool.withTransaction(tx -> test.ledger.append(tx, TestLedger.entry(subject))));
    test.seal();
    UUID entry =
        test.await(test.pool.query("select id from ledger_entry").execute())
            .iterator()
            .next()
            .getUUID("id");

    assertThat(verify(test.proof(entry, subject).orElseThrow())).isInstanceOf(Verdict.Holds.class);
    assertThat(test.proof(entry, UUID.randomUUID())).isEmpty();
  }

  @Test
  void whoIsForgottenLeavesTheOthersTheirProofsAndAnIntactLog() {
    List<UUID> subjects = TestLedger.subjects(9);
    UUID group = test.appendGroup(subjects);
    test.seal();
    String kept = test.proof(group, subjects.get(4)).orElseThrow().toJson();

    test.forget(subjects.get(4));

    assertThat(test.proof(group, subjects.get(4))).isEmpty();
    assertThat(test.count("ledger_member")).isEqualTo(8);
    for (UUID other : without(subjects, 4)) {
      assertThat(verify(test.proof(group, other).orElseThrow())).isInstanceOf(Verdict.Holds.class);
    }
    assertThat(new ProofVerifier(test.key()).verify(kept.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Verdict.Holds.class);
    assertThat(test.verify()).isInstanceOf(Finding.Intact.class);
  }

  @Test
  void membersThatAreAlikeCommitDifferently() {
    test.appendGroup(TestLedger.subjects(500));
    Set<UUID> salts = new HashSet<>();
    test.await(test.pool.query("select md5(salt)::uuid as salt from ledger_member").execute())
        .forEach(row -> salts.add(row.getUUID("salt")));

    assertThat(salts).hasSize(500);
  }

  /**
   * What somebody who can write rows may do to a group; the fourth entry is one of five members.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          update ledger_member set record = replace(record, 'accepted', 'bounced') where place = 2 ; edited: its member 2 is not
          update ledger_member set salt = sha256(salt) where place = 2 ; edited: its member 2 is not
          update ledger_member set salt = '' where place = 2 ; edited: its member 2 is not
          update ledger_member set place = 1 where place = 2 ; edited: its member 1 is not
          update ledger_member set place = 5 where place = 2 ; inserted: it has no member 5
          update ledger_member set place = -1 where place = 2 ; inserted: it has no member -1
          update ledger_member set place = 5 - place where place in (2, 3) ; edited: its member
          update ledger_member set subject_id = gen_random_uuid() where place = 2 ; edited: its member 2 lies under
          update ledger_member set bucket = (bucket + 1) % 256 where place = 2 ; edited: its member 2 lies under
          update ledger_member set bucket = -1 where place = 2 ; edited: its member 2 lies under
          insert into ledger_member select log, entry_id, bucket, gen_random_uuid(), place, record, salt from ledger_member where place = 2 ; edited: its member 2 lies under
          insert into ledger_member select log, entry_id, bucket, gen_random_uuid(), 5, record, salt from ledger_member where place = 2 ; inserted: it has no member 5
          update ledger_group set commitments = overlay(commitments placing sha256('x') from 33) ; edited: the commitments
          update ledger_group set commitments = commitments || sha256('x') ; edited: the commitments
          update ledger_group set commitments = substring(commitments from 1 for 128) ; edited: the commitments
          update ledger_group set commitments = substring(commitments from 33) || substring(commitments from 1 for 32) ; edited: the commitments
          delete from ledger_group ; removed: the commitments
          delete from ledger_record where record like '%group%' ; removed: the record
          update ledger_record set record = replace(record, '"size":5', '"size":4') ; edited: the record
          update ledger_record set record = replace(record, 'group', 'grown') ; edited: the record
          """)
  void whatWasDoneToAGroupIsNamed(String attack, String what) {
    test.append(GROUP);
    test.appendGroup(TestLedger.subjects(5));
    test.append(2);
    test.seal();
    assertThat(test.verify()).isInstanceOf(Finding.Intact.class);

    test.sql(attack);

    assertThat(test.verify())
        .isInstanceOfSatisfying(
            Finding.Broken.class,
            broken -> {
              assertThat(broken.firstBadIndex()).isEqualTo(GROUP);
              assertThat(broken.what()).startsWith(what);
            });
  }

  @Test
  void aMemberMovedToAnotherGroupIsFound() {
    UUID first = test.appendGroup(TestLedger.subjects(5));
    UUID second = test.appendGroup(TestLedger.subjects(5));
    test.seal();
    test.sql(
        "update ledger_member set entry_id = '%s' where entry_id = '%s' and place = 3"
            .formatted(first, second));

    assertThat(test.verify()).isInstanceOf(Finding.Broken.class);
  }

  @Test
  void ofSeveralBadGroupsTheFirstIsNamed() {
    for (int i = 0; i < 6; i++) {
      test.appendGroup(TestLedger.subjects(20));
    }
    test.seal();
    test.sql(
        "update ledger_member m set salt = sha256(salt) from ledger_leaf l"
            + " where l.entry_id = m.entry_id and l.index >= 2 and place = 7");

    assertThat(test.brokenAt()).isEqualTo(2);
  }

  @Test
  void commitmentsBesideAnEntryOfOneAreFound() {
    test.append(4);
    test.seal();
    test.sql(
        "insert into ledger_group select log, id, sha256('x') from ledger_entry where "
            + test.at(1));

    assertThat(test.verify())
        .isInstanceOfSatisfying(
            Finding.Broken.class,
            broken -> assertThat(broken.line()).startsWith("broken at entry 1: inserted"));
  }

  @Test
  void aGroupWithoutAnEntryIsFound() {
    test.append(4);
    test.seal();
    test.sql(
        "insert into ledger_group values (%d, gen_random_uuid(), sha256('x'))"
            .formatted(test.log()));

    assertThat(test.verify())
        .isInstanceOfSatisfying(
            Finding.Broken.class,
            broken -> assertThat(broken.what()).isEqualTo("inserted: 1 groups are of no entry"));
  }

  /**
   * A page of the audit ends within a bucket, a group and a list of commitments beyond one page.
   */
  @Test
  void aLargeGroupIsReadInPages() {
    test.appendGroup(TestLedger.subjects(4_500));
    test.seal();
    assertThat(test.verify()).isInstanceOf(Finding.Intact.class);

    test.sql("update ledger_member set salt = sha256(salt) where place = 4321");
    assertThat(test.brokenAt()).isZero();
  }

  private Verdict verify(Proof proof) {
    return new ProofVerifier(test.key()).verify(proof.toJson().getBytes(StandardCharsets.UTF_8));
  }

  private static List<UUID> without(List<UUID> subjects, int place) {
    return subjects.stream().filter(each -> !each.equals(subjects.get(place))).toList();
  }
}
